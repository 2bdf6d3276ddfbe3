//! Headers of columns that say who somebody is, in the languages of many surveys.

use super::words::{fold, has, terms, without_spaces};

/// Answers that tell little by themselves, and with two or three others who somebody is.
const QUASI: [(&str, &str); 2] = [("POSTAL CODES", "personal.postal"), ("WHEN SOMEBODY WAS BORN", "personal.born")];

/// Whether a header, or the item of a question, asks who somebody is.
pub(super) fn is_asked(header: &str) -> bool {
    let header = fold(header);
    only(&header, "person.alone") || terms("person.anywhere").iter().any(|term| has(&header, &term.text))
}

/// Whether a whole header is a way to reach somebody ("Twitter account"), so that its cells say how, unless they
/// say how often.
pub(super) fn is_reached_by(header: &str) -> bool {
    only(&fold(header), "person.reached")
}

/// Whether a folded header has one of these words, and besides them only words without meaning.
fn only(header: &str, these: &str) -> bool {
    let is_one = |word: &str, id: &str| terms(id).iter().any(|term| term.text == word);
    let words = || header.split(|c: char| !c.is_alphanumeric() && c != '\'' && !is_mark(c)).filter(|w| !w.is_empty());
    words().any(|word| is_one(word, these)) && words().all(|word| is_one(word, these) || is_one(word, "person.filler"))
}

/// A vowel or tone of Thai and Indian writing, which is no letter and ends no word.
fn is_mark(c: char) -> bool {
    without_spaces(c) || matches!(c, '\u{900}'..='\u{dff}')
}

/// What a header asks that narrows down who somebody is.
pub(super) fn quasi(header: &str) -> Option<&'static str> {
    let header = fold(header);
    let asks = |id: &str| terms(id).iter().any(|term| has(&header, &term.text));
    QUASI.iter().find(|(_, id)| asks(id)).map(|(what, _)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_about_persons_are_told_in_several_languages() {
        for header in [
            "Name",
            "Your name (optional)",
            "What is your name?",
            "First name",
            "Nickname",
            "GitHub handle",
            "Handle",
            "User name",
            "Twitter account",
            "Vorname",
            "Nachname",
            "Prénom",
            "prenom",
            "Nom",
            "Nombre y apellidos",
            "Nombre",
            "Apellido",
            "Cognome",
            "Voornaam",
            "Имя",
            "姓名",
            "Who recommended us?",
            "Supervisor",
            "PI name",
            "Name of your supervisor",
            "Matrikelnummer",
            "ФИО",
            "Фамилия, имя, отчество",
            "Научный руководитель",
            "Ονοματεπώνυμο",
            "Το όνομά σας",
            "الاسم الكامل",
            "البريد الإلكتروني",
            "ชื่อ-นามสกุล",
            "ชื่อ",
            "อีเมล",
            "氏名",
            "お名前を教えてください",
            "指導教員",
            "メールアドレス",
            "您的姓名",
            "联系方式",
            "手机号码",
            "导师",
            "성함",
            "전화번호",
            "연락처",
            "पूरा नाम",
            "Adı Soyadı",
        ] {
            assert!(is_asked(header), "{header}");
        }
    }

    #[test]
    fn identity_and_contact_and_birth_are_told_in_every_writing() {
        for header in [
            "誕生日はいつですか",
            "〒番号",
            "携帯番号",
            "お名前(フルネーム)",
            "マイナンバー",
            "ご住所",
            "出生年月日",
            "邮政编码（6位）",
            "联系电话",
            "您的姓名",
            "身份证号码",
            "家庭地址",
            "Дата вашего рождения",
            "Почтовый индекс места жительства",
            "Контактный телефон",
            "Ваше полное имя",
            "ИНН",
            "СНИЛС",
            "วันเดือนปีเกิดของท่าน",
            "รหัสไปรษณีย์ที่อยู่",
            "เบอร์ติดต่อ",
            "ชื่อและนามสกุลของผู้ตอบ",
            "เลขบัตรประชาชน",
            "تاريخ ميلادك",
            "الرقم البريدي",
            "رقم التليفون",
            "اسمك الكامل",
            "الرقم القومي",
            "رقم الهوية الوطنية",
            "Ημ/νία γέννησης",
            "Τ.Κ. κατοικίας",
            "Αριθμός κινητού τηλεφώνου",
            "Ονοματεπώνυμο ερωτώμενου",
            "ΑΦΜ",
            "ΑΜΚΑ",
            "תאריך הלידה שלך",
            "מיקוד",
            "מספר טלפון נייד",
            "שם פרטי ומשפחה",
            "תעודת זהות",
            "ת.ז.",
            "생년월일을 입력하세요",
            "우편 번호",
            "핸드폰 번호",
            "성명",
            "주민번호",
            "집 주소",
            "आपकी जन्म तारीख",
            "पिन कोड",
            "मोबाइल नंबर",
            "आपका नाम",
            "आधार संख्या",
            "DOB",
            "ZIP / Postal code",
            "SSN",
            "National ID number",
            "Passport no.",
            "Signature",
            "Geb.-Datum",
            "Postleitzahl Ihres Wohnorts",
            "Mobilnr.",
            "Wie heißen Sie?",
            "Steuer-ID",
            "Personalausweisnummer",
            "Né(e) le",
            "CP",
            "Tél.",
            "Comment vous appelez-vous ?",
            "Numéro de sécurité sociale",
            "¿Cuándo nació?",
            "C.P.",
            "¿Cómo se llama?",
            "DNI",
            "CURP",
            "Quando nasceu?",
            "CPF",
            "Codice fiscale",
            "Quando è nato?",
            "BSN",
            "PESEL",
            "Numer telefonu",
            "TC kimlik no",
            "Ngày tháng năm sinh",
            "NIK",
            "No. HP",
            "کد ملی",
            "تاریخ تولد شما",
        ] {
            assert!(is_asked(header) || quasi(header).is_some(), "{header}");
        }
        for header in [
            "ใช้มือถือหรือไม่",
            "Do you have a credit card?",
            "Which RFC process do you follow?",
            "Do you call the CAP theorem relevant?",
            "מחשב נייד",
            "Welche Postprozesse nutzen Sie?",
            "Was fehlt Ihnen?",
        ] {
            assert!(!is_asked(header) && quasi(header).is_none(), "{header}");
        }
    }

    #[test]
    fn headers_about_other_things_are_left_alone() {
        for header in [
            "Name of your institution",
            "How do you handle large data?",
            "Do you use GitHub?",
            "Nombre d'années d'expérience",
            "Which file names do you use?",
            "Rename columns",
            "How did you hear of us? [Twitter]",
            "Phone or laptop?",
            "Do you have a supervisor?",
            "どの国に住んでいますか",
            "您在哪个国家？",
            "Чем вы пользуетесь?",
            "",
        ] {
            assert!(!is_asked(header), "{header}");
        }
    }

    #[test]
    fn a_way_to_reach_somebody_is_told_where_nothing_else_is_asked() {
        for header in ["Twitter", "Your GitHub account", "Mastodon or Bluesky", "Phone", "E-Mail: email"] {
            assert!(is_reached_by(header) || is_asked(header), "{header}");
        }
        assert!(!is_reached_by("How often do you use GitHub?"));
        assert!(!is_reached_by("your"));
    }

    #[test]
    fn what_narrows_down_who_somebody_is_is_told() {
        assert_eq!(quasi("PLZ"), Some("POSTAL CODES"));
        assert_eq!(quasi("Your zip code?"), Some("POSTAL CODES"));
        assert_eq!(quasi("Year of birth"), Some("WHEN SOMEBODY WAS BORN"));
        assert_eq!(quasi("Geburtsjahr"), Some("WHEN SOMEBODY WAS BORN"));
        for header in
            ["郵便番号", "邮编", "우편번호", "Почтовый индекс", "Ταχυδρομικός κώδικας", "الرمز البريدي", "รหัสไปรษณีย์"]
        {
            assert_eq!(quasi(header), Some("POSTAL CODES"), "{header}");
        }
        for header in [
            "生年月日",
            "出生日期",
            "생년월일",
            "Дата рождения",
            "Ημερομηνία γέννησης",
            "تاريخ الميلاد",
            "วันเดือนปีเกิด",
            "Fecha de nacimiento",
        ] {
            assert_eq!(quasi(header), Some("WHEN SOMEBODY WAS BORN"), "{header}");
        }
        assert_eq!(quasi("Unzip files"), None);
    }
}
