use serde_json::{Value, json};
use storage::kinds::Register;

use super::*;

const R4_BUNDLE: &str = include_str!("fixtures/r4-bundle.json");
const R5_BUNDLE: &str = include_str!("fixtures/r5-bundle.json");
const R4_LINES: &str = include_str!("fixtures/r4.ndjson");
const R5_LINES: &str = include_str!("fixtures/r5.ndjson");

fn found(json: &Value) -> Vec<Found> {
    read(json.to_string().as_bytes()).expect("is read")
}

fn refused(text: &str) -> String {
    read(text.as_bytes()).expect_err("is refused").to_string()
}

fn entries(found: &[Found]) -> Vec<(&str, &Described)> {
    let entries = found.iter().filter_map(|one| match &one.reading {
        Reading::Entry { key, described } => Some((key.as_str(), &**described)),
        _ => None,
    });
    entries.collect()
}

/// The only resource of a file, described.
fn described(resource: &Value) -> Described {
    let found = found(resource);
    let (_, described) = entries(&found)[0];
    described.clone()
}

/// Why the only resource of a file was refused.
fn mistaken(resource: &Value) -> String {
    match &found(resource)[0].reading {
        Reading::Refused(remark) => format!("{} {}", remark.path, remark.reason),
        other => panic!("{other:?}"),
    }
}

fn bundle(resources: &[Value]) -> Value {
    let entries: Vec<Value> = resources
        .iter()
        .map(|it| json!({ "resource": it }))
        .collect();
    json!({ "resourceType": "Bundle", "type": "batch", "entry": entries })
}

fn practitioner() -> Value {
    json!({ "resourceType": "Practitioner", "id": "p", "name": [{ "text": "Amara Okafor" }] })
}

#[test]
fn both_versions_and_both_forms_say_the_same() {
    let all = [R4_BUNDLE, R5_BUNDLE, R4_LINES, R5_LINES]
        .map(|text| read(text.as_bytes()).expect("is read"));
    let expected = entries(&all[0]);
    assert_eq!(expected.len(), 5);
    for other in &all[1..] {
        assert_eq!(entries(other), expected);
    }
    assert_eq!(all[0][3].place.to_string(), "entry[3].resource");
    assert_eq!(all[2][3].place.to_string(), "line 4");
    assert_eq!(all[2][3].place.of("name"), "line 4: name");
}

#[test]
fn a_practitioner_is_described_with_their_roles() {
    let found = read(R4_BUNDLE.as_bytes()).expect("is read");
    let entries = entries(&found);
    let (key, amara) = entries[2];
    assert_eq!(key, "Practitioner/amara-okafor");
    let expected = Described {
        kind: StubKind::Person,
        name: "Dr. Amara N. Okafor".to_owned(),
        profession: Some("physician".to_owned()),
        specialties: vec!["cardiology".to_owned()],
        region: Some("AT-9".to_owned()),
        languages: vec!["en-US".to_owned(), "de".to_owned()],
        workplace: Some("Klinikum Lindenhof".to_owned()),
        numbers: vec![RegisterNumber {
            register: Register::Npi,
            value: "1245319599".to_owned(),
            is_doubtful: false,
        }],
    };
    assert_eq!(*amara, expected);
    let (_, jonas) = entries[3];
    assert_eq!(jonas.profession.as_deref(), Some("dentist"));
    assert_eq!(jonas.specialties, ["cardiology"]);
    let (_, mireille) = entries[4];
    assert_eq!(mireille.workplace.as_deref(), Some("Cabinet du Port"));
    assert_eq!(mireille.profession.as_deref(), Some("nurse"));
    assert_eq!(mireille.specialties, ["dermatology"]);
    assert!(mireille.numbers[0].is_doubtful);
    let (_, harbour) = entries[1];
    assert_eq!(harbour.region.as_deref(), Some("US-NY"));
    assert_eq!(harbour.kind, StubKind::Organization);
}

#[test]
fn what_is_left_out_is_remarked() {
    let found = read(R4_BUNDLE.as_bytes()).expect("is read");
    let remarks = |about: &str| -> Vec<String> {
        let one = found.iter().find(|one| one.about == about).expect(about);
        let said = one.remarks.iter();
        said.map(|it| format!("{} {}", it.path, it.reason))
            .collect()
    };
    assert_eq!(
        remarks("PractitionerRole/r1"),
        ["specialty[1] is not in our list, and was left out"]
    );
    assert_eq!(remarks("PractitionerRole/r2"), [""; 0]);
    assert!(
        remarks("Practitioner/mireille-dubois")[0].starts_with("identifier[0].value has a digit")
    );
    let reading = |about: &str| {
        &found
            .iter()
            .find(|one| one.about == about)
            .expect(about)
            .reading
    };
    assert_eq!(*reading("Location/ward-3"), Reading::LeftOut);
    assert_eq!(*reading("PractitionerRole/r1"), Reading::Joined);
    let key = "Practitioner/carla-bruni-lang".to_owned();
    assert_eq!(
        *reading("Practitioner/carla-bruni-lang"),
        Reading::Inactive { key }
    );
}

#[test]
fn nothing_private_is_kept() {
    let found = format!("{:?}", read(R4_BUNDLE.as_bytes()).expect("is read"));
    for private in [
        "1979",
        "female",
        "Hidden",
        "mail.example",
        "iVBOR",
        "5550101",
        "Lindengasse",
    ] {
        assert!(!found.contains(private), "{private}");
    }
}

#[test]
fn anything_about_a_patient_refuses_the_file() {
    let with = |field: &str, value: Value| {
        let mut practitioner = practitioner();
        practitioner[field] = value;
        bundle(&[practitioner])
    };
    let extension = json!([{ "url": "https://a.example/x", "valueReference": { "reference": "https://a.example/fhir/Patient/9/_history/2" } }]);
    let number = json!([{ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] }, "value": "77" }]);
    for (json, at) in [
        (
            bundle(&[
                practitioner(),
                json!({ "resourceType": "Patient", "id": "1" }),
            ]),
            "Patient at entry[1].resource.resourceType",
        ),
        (
            bundle(&[
                json!({ "resourceType": "Observation", "subject": { "reference": "Patient/1" } }),
            ]),
            "Observation at entry[0].resource.resourceType",
        ),
        (
            bundle(&[bundle(&[practitioner()])]),
            "Bundle at entry[0].resource.resourceType",
        ),
        (
            with("contained", json!([{ "resourceType": "RelatedPerson" }])),
            "RelatedPerson at entry[0].resource.contained[0].resourceType",
        ),
        (
            with("extension", extension),
            "Patient at entry[0].resource.extension[0].valueReference.reference",
        ),
        (
            with("subject", json!({ "display": "X" })),
            "subject at entry[0].resource.subject",
        ),
        (
            with(
                "managingEntity",
                json!({ "type": "Patient", "identifier": { "value": "1" } }),
            ),
            "Patient at entry[0].resource.managingEntity.type",
        ),
        (
            with("identifier", number),
            "MR at entry[0].resource.identifier[0].type.coding[0].code",
        ),
        (
            json!({ "resourceType": "Bundle", "entry": [{ "fullUrl": "https://a.example/Patient/1", "resource": practitioner() }] }),
            "Patient at entry[0].fullUrl",
        ),
        (
            json!({ "resourceType": "Bundle", "entry": [{ "request": { "method": "DELETE", "url": "Patient?x=1" } }] }),
            "Patient at entry[0].request.url",
        ),
        (
            json!({ "resourceType": "Patient" }),
            "Patient at resourceType",
        ),
        (
            json!({ "resourceType": "Binary" }),
            "Binary at resourceType",
        ),
    ] {
        let said = refused(&json.to_string());
        assert!(
            said.starts_with(&format!("holds {at}, which may tell of a patient")),
            "{said}"
        );
    }
    let lines = format!(
        "{}{}\n",
        R4_LINES,
        json!({ "resourceType": "Patient", "id": "1" })
    );
    assert!(refused(&lines).starts_with("holds Patient at line 11, resourceType,"));
}

#[test]
fn what_only_looks_like_a_patient_is_read() {
    let mut resource = practitioner();
    resource["extension"] = json!([
        { "url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace", "valueString": "Patient" },
        { "url": "https://a.example/x", "valueReference": { "reference": "urn:uuid:1", "type": "Organization" } },
        { "url": "https://a.example/y", "valueReference": { "reference": "#PATIENT" } },
    ]);
    resource["name"][0]["text"] = json!("Subject Patient");
    assert_eq!(described(&resource).name, "Subject Patient");
}

#[test]
fn rubbish_is_refused_by_its_place() {
    for (text, said) in [
        ("", "is empty"),
        (
            " \n\u{feff}",
            "is no JSON: line 2, column 1: expected value",
        ),
        ("nonsense", "is no JSON: line 1, column 2: expected ident"),
        (
            "[]",
            "is no FHIR: it must be a Bundle, a resource, or a resource a line (NDJSON)",
        ),
        (
            "{\"resourceType\":\"Bundle\",\"entry\":7}",
            "is no FHIR: entry must be a list",
        ),
        (
            "{\"resourceType\":\"Practitioner\"}\n{\"resourceType\":",
            "is no NDJSON: line 2, column 16: EOF while parsing a value",
        ),
        (
            "{}\n{\"resourceType\":\"Bundle\"}",
            "holds a Bundle in line 2: a Bundle is a file of its own",
        ),
    ] {
        assert_eq!(refused(text), said, "{text}");
    }
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    assert!(
        refused(&format!(
            "{{\"resourceType\":\"Practitioner\",\"x\":{deep}}}"
        ))
        .starts_with("is nested too deeply at x[0]")
    );
    let deeper = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(refused(&deeper).ends_with("recursion limit exceeded"));
    assert_eq!(
        refused(&" ".repeat(MOST_BYTES + 1)),
        "is too big: a file may have 32 MB"
    );
    assert!(read(b"\xff\xfe").is_err());
    let many = "{}\n".repeat(MOST_RESOURCES + 1);
    assert!(refused(&many).starts_with("holds too many resources"));
}

#[test]
fn one_mistaken_resource_does_not_hold_up_the_others() {
    let mut mistaken_name = practitioner();
    mistaken_name["name"] = json!([{ "given": 5 }]);
    let found = found(&bundle(&[
        mistaken_name,
        json!({ "resourceType": "Organization", "id": "o", "name": "Harbour Clinic" }),
        json!(null),
    ]));
    let Reading::Refused(remark) = &found[0].reading else {
        panic!("{:?}", found[0])
    };
    assert_eq!(
        found[0].place.of(&remark.path),
        "entry[0].resource.name[0].given"
    );
    assert_eq!(
        remark.reason.to_string(),
        "is not as FHIR has it: invalid type: integer `5`, expected a sequence"
    );
    assert_eq!(entries(&found).len(), 1);
    assert_eq!(found[2].about, "?");
    assert!(matches!(&found[2].reading, Reading::Refused(remark) if remark.path == "resourceType"));
}

#[test]
fn who_cannot_be_found_again_or_has_no_name_is_refused() {
    let nameless = json!({ "resourceType": "Practitioner", "id": "p", "name": [{ "text": " " }] });
    assert_eq!(mistaken(&nameless), "name can't be blank");
    let mut unknown = practitioner();
    unknown["id"] = json!("a b");
    assert!(mistaken(&unknown).starts_with("id is missing or malformed"));
    unknown["identifier"] = json!([{ "system": "https://a.example", "value": "7" }]);
    assert_eq!(
        entries(&found(&unknown))[0].0,
        "Practitioner?https://a.example|7"
    );
    let twice = found(&bundle(&[practitioner(), practitioner()]));
    assert!(
        matches!(&twice[1].reading, Reading::Refused(remark) if remark.reason.to_string().contains("entry[0]"))
    );
}

#[test]
fn a_number_of_a_bad_form_refuses_its_resource() {
    let with = |system: &str, value: &str| {
        let mut practitioner = practitioner();
        practitioner["identifier"] = json!([{ "system": system, "value": value }]);
        practitioner
    };
    let npi = "http://hl7.org/fhir/sid/us-npi";
    assert!(mistaken(&with(npi, "1234567890")).starts_with("identifier[0].value has a digit"));
    assert!(mistaken(&with(npi, "123")).starts_with("identifier[0].value must be ten digits"));
    assert_eq!(described(&with("https://other.example", "123")).numbers, []);
    assert_eq!(described(&with(npi, "1234567893")).numbers.len(), 1);
}

#[test]
fn the_official_name_is_taken_and_one_in_use() {
    let named = |names: Value| {
        let mut practitioner = practitioner();
        practitioner["name"] = names;
        described(&practitioner).name
    };
    let old = json!({ "use": "maiden", "family": "Eze" });
    let plain = json!({ "given": ["Amara", null], "family": "Okafor" });
    let usual = json!({ "use": "usual", "text": "Amy" });
    assert_eq!(named(json!([old, plain])), "Amara Okafor");
    assert_eq!(named(json!([old, plain, usual])), "Amy");
    assert_eq!(named(json!([old])), "Eze");
    assert_eq!(named(json!([{ "text": "x".repeat(5000) }])).len(), 100);
}

#[test]
fn a_role_without_its_practitioner_is_left_out() {
    let role = json!({ "resourceType": "PractitionerRole", "practitioner": { "reference": "Practitioner/q" } });
    let found = found(&bundle(&[practitioner(), role]));
    assert_eq!(found[1].reading, Reading::LeftOut);
    assert_eq!(found[1].remarks[0].path, "practitioner");
}

#[test]
fn references_are_followed_in_every_form() {
    let person = json!({ "resourceType": "Practitioner", "name": [{ "text": "A" }], "identifier": [{ "system": "s", "value": "1" }] });
    for reference in [
        json!({ "reference": "urn:uuid:1" }),
        json!({ "identifier": { "system": "s", "value": "1" } }),
    ] {
        let role = json!({ "resourceType": "PractitionerRole", "practitioner": reference, "code": [{ "coding": [{ "code": "nurse" }] }] });
        let found = found(&json!({ "resourceType": "Bundle", "entry": [
            { "fullUrl": "urn:uuid:1", "resource": person }, { "resource": role },
        ]}));
        assert_eq!(
            entries(&found)[0].1.profession.as_deref(),
            Some("nurse"),
            "{reference}"
        );
    }
}
