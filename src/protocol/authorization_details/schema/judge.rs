//! Whether a value fits its rule, and what the first thing is that does not.

use serde_json::{Map, Value};

use super::{
    Alternatives, Kind, ListRule, Member, MembersRule, Misfit, NumberRule, Others, Rule, Shape, TYPE, TextRule,
};
use crate::protocol::names;

impl Rule {
    pub(super) fn is_object(&self) -> bool {
        let alternatives = self.alternatives.as_ref().is_some_and(|all| all.rules.iter().all(Self::is_object));
        self.kinds == [Kind::Object] || alternatives
    }

    fn check(&self, value: &Value, member: &str) -> Result<(), Misfit> {
        let refused = |words: String| Err(Misfit { member: member.to_owned(), words });
        if !self.kinds.is_empty() && !self.kinds.iter().any(|kind| kind.includes(value)) {
            let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.name()).collect();
            return refused(format!("must be of the type {}", kinds.join(" or ")));
        }
        if let Some(choices) = &self.choices
            && !choices.contains(value)
        {
            let choices: Vec<String> = choices.iter().map(Value::to_string).collect();
            return refused(format!("must be {}", choices.join(" or ")));
        }
        match value {
            Value::String(text) => self.text.check(text).or_else(refused)?,
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                self.number.check(number).or_else(refused)?;
            }
            Value::Array(items) => {
                self.list.check(items).or_else(refused)?;
                let rule = self.list.items.as_deref();
                for (index, item) in items.iter().enumerate() {
                    let member = format!("{member}[{index}]");
                    rule.map_or_else(|| shown(item, &member), |rule| rule.check(item, &member))?;
                }
            }
            Value::Object(members) => self.check_members(members, member, false)?,
            Value::Bool(_) | Value::Null => {}
        }
        match &self.alternatives {
            None => Ok(()),
            Some(all) => all.judge(all.rules.iter().map(|rule| rule.check(value, member)), member),
        }
    }

    pub(super) fn check_element(&self, element: &Map<String, Value>) -> Result<(), Misfit> {
        self.check_members(element, "", true)?;
        match &self.alternatives {
            None => Ok(()),
            Some(all) => all.judge(all.rules.iter().map(|rule| rule.check_element(element)), ""),
        }
    }

    /// `is_element`: of the whole element, whose member `type` was looked at before.
    fn check_members(&self, members: &Map<String, Value>, outer: &str, is_element: bool) -> Result<(), Misfit> {
        let path = |name: &str| if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") };
        match &self.members {
            Some(rule) => {
                let missing = rule.named.iter().find(|member| member.required && !members.contains_key(&member.name));
                if let Some(Member { name, .. }) = missing.filter(|member| !is_element || member.name != TYPE) {
                    return Err(Misfit { member: path(name), words: "is missing".to_owned() });
                }
                for (name, value) in members {
                    let member = path(name);
                    match (rule.named.iter().find(|member| member.name == *name), &rule.others) {
                        (Some(named), _) => named.rule.check(value, &member)?,
                        (None, _) if is_element && name == TYPE => {}
                        (None, Others::Like(rule)) => named_plainly(name, &member).and(rule.check(value, &member))?,
                        (None, Others::Any) => named_plainly(name, &member).and(shown(value, &member))?,
                        (None, Others::Refused) => {
                            let words = "is not a member of this type".to_owned();
                            return Err(Misfit { member: shortened(&member), words });
                        }
                    }
                }
            }
            // What the alternatives name, they check.
            None if self.alternatives.is_some() => {}
            None => members
                .iter()
                .try_for_each(|(name, value)| named_plainly(name, &path(name)).and(shown(value, &path(name))))?,
        }
        Ok(())
    }

    pub(super) fn shape(&self, names: &[&str]) -> Option<Shape> {
        let own = match names {
            [] => Some(Shape { always: true, is_plain: self.is_plain() }),
            [name, rest @ ..] => self.members.as_ref().and_then(|members| members.shape(name, rest)),
        };
        let Some(Alternatives { rules, .. }) = &self.alternatives else { return own };
        let of_each: Vec<Option<Shape>> = rules.iter().map(|rule| rule.shape(names)).collect();
        let known: Vec<Shape> = of_each.iter().copied().flatten().collect();
        let all = |holds: fn(&Shape) -> bool| known.len() == rules.len() && known.iter().all(holds);
        match (names, own) {
            ([], Some(own)) => Some(Shape { is_plain: own.is_plain || all(|shape| shape.is_plain), ..own }),
            _ if known.is_empty() => own,
            _ => Some(Shape { always: all(|shape| shape.always), is_plain: known.iter().all(|shape| shape.is_plain) }),
        }
    }

    /// Whether whatever fits can be said in a few words.
    fn is_plain(&self) -> bool {
        let is_scalar = |kind: &Kind| !matches!(kind, Kind::Object | Kind::Array | Kind::Null);
        let scalar_choices =
            self.choices.as_ref().is_some_and(|choices| choices.iter().all(|choice| !choice.is_object()));
        let of_items = || {
            let items = self.list.items.as_deref();
            items.is_some_and(|rule| rule.is_plain() && !rule.kinds.contains(&Kind::Array))
        };
        let is_plain = |kind: &Kind| is_scalar(kind) || (*kind == Kind::Array && of_items());
        (!self.kinds.is_empty() && self.kinds.iter().all(is_plain)) || (self.kinds.is_empty() && scalar_choices)
    }
}

impl MembersRule {
    fn shape(&self, name: &str, rest: &[&str]) -> Option<Shape> {
        let member = self.named.iter().find(|member| member.name == name)?;
        let inner = member.rule.shape(rest).or_else(|| {
            // What is in the items of a list may be named, and stands nowhere alone.
            let items = member.rule.list.items.as_deref().filter(|_| !rest.is_empty());
            items.and_then(|rule| rule.shape(rest)).map(|_| Shape { always: false, is_plain: false })
        })?;
        Some(Shape { always: inner.always && member.required, ..inner })
    }
}

impl Alternatives {
    /// One that fits is enough, and for `oneOf` the most. With one alternative, what is wrong is told of that.
    fn judge(&self, found: impl Iterator<Item = Result<(), Misfit>>, member: &str) -> Result<(), Misfit> {
        let mut faults = Vec::new();
        let mut fits = 0_usize;
        for each in found {
            match each {
                Ok(()) => fits += 1,
                Err(misfit) => faults.push(misfit),
            }
        }
        let refused = |words: String| Err(Misfit { member: member.to_owned(), words });
        match (fits, faults.as_slice()) {
            (0, [only]) => Err(only.clone()),
            (0, _) => {
                let told = |misfit: &Misfit| match misfit.member.as_str() {
                    "" => misfit.words.clone(),
                    member => format!("{member} {}", misfit.words),
                };
                let told: Vec<String> = faults.iter().take(4).map(told).collect();
                refused(format!("fits none of the {} alternatives ({})", self.rules.len(), told.join("; ")))
            }
            (fits, _) if self.exactly_one && fits > 1 => refused(format!("fits {fits} alternatives, and may fit one")),
            _ => Ok(()),
        }
    }
}

impl TextRule {
    fn check(&self, text: &str) -> Result<(), String> {
        names::check_shown(text).map_err(|error| error.to_string())?;
        let letters = text.chars().count();
        match self {
            Self { least: Some(least), .. } if letters < *least => {
                Err(format!("must have at least {least} characters"))
            }
            Self { most: Some(most), .. } if letters > *most => Err(format!("must have at most {most} characters")),
            Self { pattern: Some((written, pattern)), .. } if !pattern.is_match(text) => {
                Err(format!("must match the pattern {written}"))
            }
            Self { format: Some(format), .. } if !format.fits(text) => {
                Err(format!("must have the format {}", format.name()))
            }
            _ => Ok(()),
        }
    }
}

impl NumberRule {
    fn check(&self, number: f64) -> Result<(), String> {
        match self {
            Self { least: Some(least), .. } if number < *least => Err(format!("must be at least {least}")),
            Self { most: Some(most), .. } if number > *most => Err(format!("must be at most {most}")),
            Self { above: Some(above), .. } if number <= *above => Err(format!("must be more than {above}")),
            Self { below: Some(below), .. } if number >= *below => Err(format!("must be less than {below}")),
            _ => Ok(()),
        }
    }
}

impl ListRule {
    fn check(&self, items: &[Value]) -> Result<(), String> {
        let repeats = |(index, item): (usize, &Value)| items.iter().take(index).any(|before| before == item);
        match self {
            Self { least: Some(least), .. } if items.len() < *least => Err(format!("must have at least {least} items")),
            Self { most: Some(most), .. } if items.len() > *most => Err(format!("must have at most {most} items")),
            Self { unique: true, .. } if items.iter().enumerate().any(repeats) => {
                Err("must not have the same item twice".to_owned())
            }
            _ => Ok(()),
        }
    }
}

/// People read every text of an element, also where the schema says nothing of it.
fn shown(value: &Value, member: &str) -> Result<(), Misfit> {
    match value {
        Value::String(text) => {
            names::check_shown(text).map_err(|error| Misfit { member: shortened(member), words: error.to_string() })
        }
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| shown(item, &format!("{member}[{index}]")))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            let member = format!("{member}.{name}");
            named_plainly(name, &member).and(shown(value, &member))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// The name of a member that the schema leaves open is read by people too.
fn named_plainly(name: &str, member: &str) -> Result<(), Misfit> {
    match names::check_shown(name) {
        Ok(()) if (1..=100).contains(&name.len()) => Ok(()),
        Ok(()) => Err(Misfit { member: shortened(member), words: "must be named by 1 to 100 bytes".to_owned() }),
        Err(error) => Err(Misfit { member: shortened(member), words: format!("has a name that is refused: {error}") }),
    }
}

fn shortened(member: &str) -> String {
    member.chars().take(100).collect()
}
