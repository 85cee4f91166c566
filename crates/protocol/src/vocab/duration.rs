//! `duration` of Activity Streams: an `xsd:duration` (W3C XML Schema part 2, section 3.2.6), of which days and less are read.

/// Seconds; `None` for what is no duration, or counts months.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let (days, time) = text
        .strip_prefix('P')?
        .split_once('T')
        .unwrap_or((text.strip_prefix('P')?, ""));
    let days = take(days, &[('D', 86_400.0)])?;
    let time = take(time, &[('H', 3_600.0), ('M', 60.0), ('S', 1.0)])?;
    (text.len() > 2).then_some(days + time)
}

/// Adds up numbers, each followed by its unit.
fn take(mut text: &str, units: &[(char, f64)]) -> Option<f64> {
    let mut sum = 0.0;
    for (unit, seconds) in units {
        let Some((number, rest)) = text.split_once(*unit) else {
            continue;
        };
        let digits = number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        sum += number.parse::<f64>().ok().filter(|_| digits)? * seconds;
        text = rest;
    }
    text.is_empty().then_some(sum)
}

/// Seconds as they are sent.
pub(crate) fn write(seconds: f64) -> String {
    format!("PT{seconds}S")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_less_are_read() {
        for (text, seconds) in [
            ("PT62S", Some(62.0)),
            ("PT1H2M3.5S", Some(3_723.5)),
            ("P1DT1S", Some(86_401.0)),
            ("P1D", Some(86_400.0)),
            ("PT", None),
            ("P", None),
            ("", None),
            ("62", None),
            ("P1M", None),
            ("PT-5S", None),
            ("PTinfS", None),
            ("PT5S1M", None),
        ] {
            assert_eq!(parse(text), seconds, "{text}");
        }
        assert_eq!(write(62.5), "PT62.5S");
    }
}
