use super::*;
use crate::codebook::Code;
use crate::manifest::{Kind, Region};

fn codebook() -> Codebook {
    let names = ["project.governance.service_delivery", "project.economic", "actor.civil_society", "actor.private"];
    let code = |name: &str| Code { name: name.to_owned(), number: 1, source: String::new() };
    Codebook {
        codes: names.into_iter().map(code).collect(),
        countries: toml::from_str(include_str!("../../../lexicons/countries.toml")).unwrap(),
        ..Codebook::default()
    }
}

fn faults(text: &str) -> Vec<String> {
    match Manifest::parse(Path::new("c.toml"), text, &codebook()) {
        Ok(_) => Vec::new(),
        Err(Error::Faults(faults)) => faults.iter().map(Fault::to_string).collect(),
        Err(error) => panic!("not faults: {error}"),
    }
}

/// A manifest without faults, to which a case adds lines.
const GOOD: &str = r#"[corpus]
name = "Two"
[[partnership]]
id = "a-b"
name = "A – B"
documents = ["a-b/**"]
  [[partnership.partner]]
  id = "a"
  name = "Alpha"
  country = "NL"
  region = "west"
  aliases = ["gemeente Alpha"]
  actors = [{ name = "Stichting", type = "civil_society" }, { name = "BV", type = "actor.private" }]
  [[partnership.partner]]
  id = "b"
  name = "Beta"
  [[partnership.project]]
  id = "waste"
  name = "Waste"
  type = "governance.service_delivery"
  [[partnership.project]]
  id = "trade"
  name = "Trade"
  type = "project.economic"
[[partnership]]
id = "c-d"
name = "C – D"
  [[partnership.partner]]
  id = "c"
  name = "Alpha"
  [[partnership.partner]]
  id = "d"
  name = "Delta"
[[document]]
path = "a-b/03.vtt"
kind = "transcript"
voice = "b"
project = "waste"
date = 2009-05-12
language = "tr"
speakers = { "R1" = "b", "Interviewer" = "external" }
"#;

#[test]
fn a_good_manifest_is_read_whole() {
    let manifest = Manifest::parse(Path::new("c.toml"), GOOD, &codebook()).unwrap();
    assert_eq!(manifest.name, "Two");
    let [first, second] = &manifest.partnerships[..] else { panic!("two partnerships") };
    assert_eq!(first.documents, ["a-b/**"]);
    assert_eq!(second.documents, ["c-d/**"], "by default the folder named after the id");
    assert_eq!(first.partners[0].region, Some(Region::West));
    assert_eq!(first.partners[0].actors[0].kind.as_deref(), Some("civil_society"));
    assert_eq!(first.partners[0].actors[1].kind.as_deref(), Some("private"));
    assert_eq!(first.projects[0].kind.as_deref(), Some("project.governance.service_delivery"));
    assert_eq!(first.projects[1].kind.as_deref(), Some("project.economic"));
    let document = &manifest.documents[0];
    assert_eq!(document.kind, Some(Kind::Transcript));
    assert_eq!(document.date.as_deref(), Some("2009-05-12"));
    assert_eq!(document.speakers["R1"], "b");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let windows = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    let read = |text: &str| Manifest::parse(Path::new("c.toml"), text, &codebook()).unwrap();
    assert_eq!(read(&windows), read(GOOD));
    assert_eq!(faults("\u{feff}x = 1")[0].split(": ").next(), Some("c.toml:1:1"));
}

#[test]
fn one_wrong_value_is_one_fault_at_its_place() {
    let cases = [
        // (what stands in the good manifest, what is put there, the fault)
        ("name = \"Two\"", "nmae = \"Two\"", "2:1: unknown key `nmae` in [corpus]; expected `name`"),
        ("name = \"Two\"", "name = 2", "2:8: `name` is a number; expected a string"),
        ("name = \"Beta\"", "name = \" \"", "16:10: `name` is empty; expected a string"),
        ("name = \"Beta\"\n", "\n", "14:3: [[partnership.partner]] has no `name`; expected `name = \"…\"`"),
        (
            "aliases = [\"gem",
            "aliasses = [\"gem",
            "12:3: unknown key `aliasses` in [[partnership.partner]] (did you mean \
          `aliases`?); expected `id`, `name`, `country`, `region`, `aliases`, `demonyms` or `actors`",
        ),
        ("[\"gemeente Alpha\"]", "\"gemeente Alpha\"", "12:13: `aliases` is a string; expected a list of strings"),
        ("[\"gemeente Alpha\"]", "[\"x\", 3]", "12:19: an item of `aliases` is a number; expected a string"),
        ("[\"gemeente Alpha\"]", "[\"BETA\"]", ""),
        (
            "id = \"a-b\"",
            "id = \"A b\"",
            "4:6: bad partnership id `A b`; expected lower-case letters a to z, digits and \
          hyphens",
        ),
        ("id = \"c-d\"", "id = \"a-b\"", "26:6: duplicate partnership id `a-b`; expected an id that is used once"),
        ("id = \"d\"", "id = \"c\"", "32:8: duplicate partner id `c`; expected an id that is used once"),
        ("id = \"d\"", "id = \"external\"", "32:8: `external` is the voice of outsiders; expected another partner id"),
        ("id = \"trade\"", "id = \"waste\"", "22:8: duplicate project id `waste`; expected an id that is used once"),
        (
            "\"NL\"",
            "\"nl\"",
            "10:13: unknown country `nl` (did you mean `NL`?); expected two capitals of ISO 3166-1, such \
          as `NL`",
        ),
        ("\"NL\"", "\"XX\"", "10:13: unknown country `XX`; expected two capitals of ISO 3166-1, such as `NL`"),
        ("\"west\"", "\"wets\"", "11:12: unknown region `wets`; expected `north`, `south`, `east` or `west`"),
        (
            "project.economic",
            "economics",
            "24:10: unknown project type `economics` (did you mean `economic`?); expected \
          `governance.service_delivery` or `economic`",
        ),
        ("civil_society", "society", "13:42: unknown actor type `society`; expected `civil_society` or `private`"),
        (
            "[\"a-b/**\"]",
            "[\"a-b/[\"]",
            "6:14: bad glob `a-b/[`: unclosed character class; missing ']'; expected a glob",
        ),
        ("[\"a-b/**\"]", "[\"..\"]", "6:14: `..` leaves the corpus; expected a path relative to the corpus, with `/`"),
        (
            "path = \"a-b/03.vtt\"",
            "path = \"a-b\\\\03.vtt\"",
            "35:8: `a-b\\03.vtt` has a `\\`; expected a path relative to \
          the corpus, with `/`",
        ),
        (
            "path = \"a-b/03.vtt\"",
            "path = \"/a-b/03.vtt\"",
            "35:8: `/a-b/03.vtt` is absolute; expected a path relative to \
          the corpus, with `/`",
        ),
        (
            "path = \"a-b/03.vtt\"",
            "path = \"C:/03.vtt\"",
            "35:8: `C:/03.vtt` is absolute; expected a path relative to the \
          corpus, with `/`",
        ),
        (
            "path = \"a-b/03.vtt\"",
            "path = \"./03.vtt\"",
            "35:8: `./03.vtt` has an empty part or a `.`; expected a path \
          relative to the corpus, with `/`",
        ),
        (
            "\"transcript\"",
            "\"interview\"",
            "36:8: unknown kind `interview`; expected `report`, `evaluation`, `policy`, \
          `minutes` or `transcript`",
        ),
        (
            "voice = \"b\"",
            "voice = \"c\"",
            "37:9: unknown voice `c` in the partnership `a-b`; expected \
          `a`, `b` or `external`",
        ),
        (
            "project = \"waste\"",
            "project = \"water\"",
            "38:11: unknown project `water` in the partnership `a-b`; expected \
          `waste` or `trade`",
        ),
        (
            "2009-05-12",
            "2009-05-12T10:00:00Z",
            "39:8: bad date `2009-05-12T10:00:00Z`; expected a day that exists, such \
          as 2009-05-12",
        ),
        ("2009-05-12", "\"2009-02-29\"", "39:8: bad date `2009-02-29`; expected a day that exists, such as 2009-05-12"),
        ("2009-05-12", "2009", "39:8: `date` is a number; expected a day, such as 2009-05-12"),
        (
            "\"tr\"",
            "\"Turkish\"",
            "40:12: unknown language `Turkish`; expected an ISO 639 tag in small letters, such as \
          `nl`",
        ),
        (
            "\"R1\" = \"b\"",
            "\"R1\" = \"z\"",
            "41:21: unknown voice of speaker `R1`: `z` in the partnership `a-b`; expected `a`, `b` or `external`",
        ),
    ];
    for (old, new, expected) in cases {
        assert!(GOOD.contains(old), "{old}");
        let found = faults(&GOOD.replacen(old, new, 1));
        if expected.is_empty() {
            assert_eq!(found, ["c.toml:16:10: `Beta` names another partner too; expected a name of one partner"]);
        } else {
            assert_eq!(found, [format!("c.toml:{expected}")], "{new}");
        }
    }
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_file() {
    let text = "[[partnership]]\nid = \"x\"\n[[partnership]]\nname = 3\n[[document]]\nvoice = \"y\"\n[x]\n";
    assert_eq!(
        faults(text),
        [
            "c.toml:1:1: [[partnership]] has no `name`; expected `name = \"…\"`",
            "c.toml:1:1: [[partnership]] has no partner; expected two or more [[partnership.partner]]",
            "c.toml:3:1: [[partnership]] has no `id`; expected `id = \"…\"`",
            "c.toml:3:1: [[partnership]] has no partner; expected two or more [[partnership.partner]]",
            "c.toml:4:8: `name` is a number; expected a string",
            "c.toml:5:1: [[document]] has no `path`; expected `path = \"…\"`",
            "c.toml:6:9: unknown voice `y`; expected `external`",
            "c.toml:7:2: unknown key `x` in the manifest; expected `corpus`, `partnership` or `document`",
        ]
    );
}

#[test]
fn broken_syntax_hides_neither_other_faults_nor_invents_missing_things() {
    let text = "[[partnership]]\nid = \nname = \"x\"\ncolour = 1\n[[partnership.partner\nid = \"p\"\n";
    let found = faults(text);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("c.toml:2:6: "), "{found:#?}");
    assert!(found[1].starts_with("c.toml:4:1: unknown key `colour`"), "{found:#?}");
    assert!(found[2].starts_with("c.toml:5:"), "{found:#?}");
}

#[test]
fn a_path_twice_is_a_fault() {
    let found = faults(&format!("{GOOD}[[document]]\npath = \"a-b/03.vtt\"\n"));
    assert_eq!(found, ["c.toml:43:8: duplicate document `a-b/03.vtt`; expected one [[document]] for each path"]);
}

#[test]
fn a_table_where_a_list_belongs_is_a_fault() {
    assert_eq!(
        faults("[partnership]\nid = \"x\"\n"),
        ["c.toml:1:1: `partnership` is a table; expected a list: \
        [[partnership]]"]
    );
}

#[test]
fn a_folder_without_a_manifest_is_told_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let error = Manifest::load(&folder.path().join("corpus.toml"), &codebook()).unwrap_err();
    assert!(matches!(&error, Error::Usage(_)));
    let message = error.to_string();
    let (_, example) = message.split_once("\n\n").unwrap();
    assert_eq!(faults(example), [""; 0]);
}

#[test]
fn a_manifest_in_another_encoding_is_a_fault_where_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corpus.toml");
    fs::write(&path, b"[corpus]\nname = \"\xc7orum\"\n").unwrap();
    let Err(Error::Faults(faults)) = Manifest::load(&path, &codebook()) else { panic!("faults") };
    assert_eq!((faults[0].line, faults[0].column), (2, 9));
}
