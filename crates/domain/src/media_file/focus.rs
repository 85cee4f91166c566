//! The point of a picture that must stay visible when it is cropped.

use std::str::FromStr;

/// From the centre (0, 0) to the edges at 1 and -1; x grows to the right, y upwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    x: f64,
    y: f64,
}

/// A point outside of the picture, or no point at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be two numbers between -1.0 and 1.0")]
pub struct FocusError;

impl Focus {
    /// A point of the picture.
    ///
    /// # Errors
    /// [`FocusError`] beyond its edges.
    pub fn new(x: f64, y: f64) -> Result<Self, FocusError> {
        let inside = |value: f64| (-1.0..=1.0).contains(&value);
        if inside(x) && inside(y) {
            Ok(Self { x, y })
        } else {
            Err(FocusError)
        }
    }

    /// Left to right.
    #[must_use]
    pub fn x(self) -> f64 {
        self.x
    }

    /// Bottom to top.
    #[must_use]
    pub fn y(self) -> f64 {
        self.y
    }
}

impl FromStr for Focus {
    type Err = FocusError;

    /// Reads `x,y` as the API writes it.
    fn from_str(text: &str) -> Result<Self, FocusError> {
        let (x, y) = text.split_once(',').ok_or(FocusError)?;
        let number = |part: &str| part.trim().parse().map_err(|_| FocusError);
        Self::new(number(x)?, number(y)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_points_of_the_picture_are_read() {
        assert_eq!("0.5,-1".parse(), Focus::new(0.5, -1.0));
        assert!(Focus::new(0.5, -1.0).is_ok());
        for text in ["", "0", "0,0,0", "1.1,0", "0,-2", "NaN,0", "inf,0", "a,b"] {
            assert_eq!(text.parse::<Focus>(), Err(FocusError), "{text}");
        }
    }
}
