//! Common given names that are not ordinary English words, places or software.

/// Titles that precede a name.
pub(super) const TITLES: &[&str] = &["dr", "prof", "professor", "mr", "mrs", "ms", "sir"];

/// Given names in lower case, sorted.
const GIVEN: &str = "
aaron abdul abigail adam aditi agnieszka ahmed aisha akira alan albert alejandro alessandro alexander
alexandra alexei alice amanda amelia amir amit amy ana anastasia anders andrea andreas andrei andrew andrzej
angela anil anita anna anne anthony antoine anton antonio arjun arthur barbara beatriz benjamin bernard bjorn
brian bruno camille carla carlos carmen caroline catherine cecilia charles chiara christian christina
christine christopher claire clara claudia cristina daniel daniela david deborah deepak dennis diego dmitri
dominik donald dorothy eduardo edward elena elizabeth emily emma enrique eric erik ethan eugene eva fatima
felix fernando francesca francesco francisco frank gabriel gabriela genevieve george gerhard giovanni giulia
greta guido gustavo hannah hans haruto hassan helen helena henrik henry hiroshi hugo ian ibrahim igor ines
ingrid irina isabel isabella ivan jacob jacques jakub james jana janet javier jeffrey jennifer jessica joao
johan johannes john jonathan jorge jose josef joseph joshua juan julian julie karen karin karl katarina
katharina katherine kathryn kazuo kenji kevin khalid klaus kristina lars laura lauren lena leonardo linda lisa
lorenzo louis louise luca lucas lucia luis lukas magdalena manuel marcel marco marcus margaret maria marie
mario marta martin mary mateo matteo matthew matthias maximilian melissa michael michal michelle miguel
mikhail mohamed mohammad mohammed monika muhammad nadia nancy natalia natasha nathan nicholas nicolas nicole
nikolai nina noah olga oliver olivia omar oscar pablo pamela patricia patrick paul paula pavel pedro peter
philip philipp pierre piotr pradeep priya rachel rafael rahul rajesh ramon raquel rebecca ricardo richard
robert roberto rodrigo ronald ruth ryan sabine samantha samuel sandra sanjay sara sarah satoshi sebastian
sergei sergio sharon silvia simone sofia sophia sophie stefan stefano stephanie stephen steven sunil susan
suzanne sven takashi tatiana theresa thomas timothy tobias tomas tomasz ulrich ursula valentina vanessa vera
veronica vijay vincent vladimir werner william wolfgang yuki yusuf zhang zoe
";

pub(super) fn is_given(word: &str) -> bool {
    GIVEN.split_whitespace().any(|name| name == word)
}
