//! 全国地方公共団体コード: real codes, check digits, what is refused.

use domain::value::LocalGovernmentCode;
use domain::value::code::CodeError;
use proptest::prelude::*;

#[test]
fn real_codes_are_read() {
    // 流山市, 千葉県, 札幌市, 東京都, 千代田区, 飯塚市, 小金井市, 大阪市, 横浜市, 那覇市
    for code in
        ["122203", "120006", "011002", "130001", "131016", "402052", "132101", "271004", "141003", "472018"]
    {
        assert_eq!(LocalGovernmentCode::parse(code).unwrap().as_str(), code);
    }
    let wide = LocalGovernmentCode::parse(" １２２２０３　").unwrap();
    assert_eq!((wide.to_string().as_str(), wide.prefecture()), ("122203", 12));
}

#[test]
fn what_is_no_code_is_refused_and_the_right_one_named() {
    let refused = |text: &str| LocalGovernmentCode::parse(text).unwrap_err();
    let (text, code) = (String::from, String::from("122203"));
    assert_eq!(refused("12220"), CodeError::CheckDigitMissing { text: text("12220"), code: code.clone() });
    assert_eq!(refused("122204"), CodeError::WrongCheckDigit { text: text("122204"), code });
    for beyond in ["480002", "480006", "000000", "48000"] {
        let prefecture = beyond[..2].parse().unwrap();
        assert_eq!(refused(beyond), CodeError::NoSuchPrefecture { text: text(beyond), prefecture });
    }
    for wrong in ["", "1222", "1222033", "流山市", "12220x", "122-203", "١٢٢٢٠٣"] {
        assert_eq!(refused(wrong), CodeError::NotSixDigits { text: wrong.into() });
    }
}

#[test]
fn a_stored_code_is_checked_when_it_is_read() {
    assert_eq!(serde_json::to_string(&LocalGovernmentCode::parse("122203").unwrap()).unwrap(), "\"122203\"");
    assert_eq!(serde_json::from_str::<LocalGovernmentCode>("\"122203\"").unwrap().as_str(), "122203");
    let error = serde_json::from_str::<LocalGovernmentCode>("\"122204\"").unwrap_err();
    assert!(error.to_string().contains("122203"), "{error}");
}

proptest! {
    #[test]
    fn one_wrong_digit_is_always_found(municipality in 0u32..1000, prefecture in 1u32..=47, at in 0usize..5, by in 1u8..=9) {
        let five = format!("{prefecture:02}{municipality:03}");
        let Err(CodeError::CheckDigitMissing { code, .. }) = LocalGovernmentCode::parse(&five) else {
            return Err(TestCaseError::fail("five digits are no code"));
        };
        let read = LocalGovernmentCode::parse(&code).unwrap();
        prop_assert_eq!(read.as_str(), &code);
        let mut digits = code.into_bytes();
        let check = digits[5];
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        let wrong = String::from_utf8(digits).unwrap();
        match LocalGovernmentCode::parse(&wrong) {
            Err(CodeError::WrongCheckDigit { .. } | CodeError::NoSuchPrefecture { .. }) => {}
            // The remainders 0 and 10 have the same digit, so these two alone collide.
            Ok(_) => prop_assert!(check == b'1', "{}", wrong),
            Err(other) => return Err(TestCaseError::fail(format!("{wrong}: {other}"))),
        }
    }

    #[test]
    fn any_text_is_refused_or_a_code(text in any::<String>()) {
        if let Ok(code) = LocalGovernmentCode::parse(&text) {
            prop_assert_eq!(code.as_str().len(), 6);
        }
    }
}
