//! The ids of incidents: what may be one, and the one made of any word.

/// The longest id.
const LONGEST: usize = 100;

/// Whether a word may be an incident's id: 1 to 100 of `a-z 0-9 - _ .`, not four digits only, and
/// neither beginning nor ending with a full stop.
pub fn is_id(word: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let year = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    (1..=LONGEST).contains(&word.len())
        && word.chars().all(fits)
        && !year
        && !word.starts_with('.')
        && !word.ends_with('.')
}

/// The id made from any word: itself where it is one.
pub fn slug(word: &str) -> String {
    if is_id(word) {
        return word.to_owned();
    }
    let mut slug = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | '_' | '.' => slug.push(c),
            'ä' | 'æ' => slug.push_str("ae"),
            'ö' | 'œ' | 'ø' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => slug.push('a'),
            'ç' | 'ć' | 'č' => slug.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => slug.push('e'),
            'ì' | 'í' | 'î' | 'ï' => slug.push('i'),
            'ñ' | 'ń' => slug.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' => slug.push('o'),
            'ù' | 'ú' | 'û' | 'ů' => slug.push('u'),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_matches(['-', '.']);
    if is_id(slug) {
        slug.to_owned()
    } else {
        format!("incident-{slug}").trim_end_matches('-').to_owned()
    }
}
