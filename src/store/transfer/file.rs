//! The file: a line that says what it is, a line for each row, and a line with the count and digest of each table's rows.
//! Rows come in the order of [`TABLES`] and, within a table, of its primary key, in which their digest is taken. Neither
//! side ever holds more than a row.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::contents::{Contents, Tally, sha256, tallies};
use super::row::{self, Value};
use super::tables::{TABLES, Table};
use super::{TransferError, known};
use crate::clock::Timestamp;
use crate::store::sqlite::backup::{beside, sync_folder_of};

/// The version of what stands here.
const FORMAT: u32 = 1;
/// The longest line: no row comes near it, and a file that is none of ours must not fill the memory.
const LONGEST: u64 = 64 * 1024 * 1024;
/// What the last line begins with.
const END: &str = "{\"end\":";

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of the format.
    pub latchkey_export: u32,
    /// The version of Latchkey that wrote it.
    pub version: String,
    /// The store that it is from: `sqlite` or `postgres`.
    pub store: String,
    /// The schema of that.
    pub schema: u32,
    /// The issuer then, where the configuration said so.
    pub issuer: Option<String>,
    /// When it was begun.
    pub made_at: Timestamp,
    /// The tables, in order.
    pub tables: Vec<About>,
}

/// What the first line says of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    name: String,
    columns: Vec<String>,
    rows: u64,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    end: Vec<Total>,
    /// The digest of the first line.
    header: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Total {
    t: String,
    rows: u64,
    sha256: String,
}

fn totals(tallies: &[Tally]) -> Vec<Total> {
    let total =
        |(table, tally): (&Table, &Tally)| Total { t: table.name.to_owned(), rows: tally.rows, sha256: tally.sha256() };
    TABLES.iter().zip(tallies).map(total).collect()
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Rows of the database go into the file.
    Exporting,
    /// Rows of the file go into the database.
    Importing,
    /// Rows of the database are compared with the file.
    Comparing,
}

/// Hears what is being done, how many rows of it are, and of how many.
pub type Progress<'a> = &'a mut (dyn FnMut(Doing, u64, u64) + Send);

fn failed(path: &Path) -> impl FnOnce(io::Error) -> TransferError {
    let path = path.to_owned();
    move |cause| TransferError::File { path, cause }
}

/// Writes a file (mode 0600), which has its name when it is whole. What was not finished is removed.
pub struct Writer<'a> {
    path: PathBuf,
    partial: PathBuf,
    file: BufWriter<File>,
    header: Header,
    header_digest: String,
    expected: u64,
    tallies: Vec<Tally>,
    contents: Contents,
    progress: Progress<'a>,
    is_finished: bool,
}

impl<'a> Writer<'a> {
    /// Begins the new file `path`, which will say of itself what these words do: the version of Latchkey, the store, the
    /// issuer, and when it was begun.
    ///
    /// # Errors
    /// It is there already, or cannot be made.
    pub fn create(
        path: &Path,
        (version, store, issuer, made_at): (&str, &str, Option<&str>, Timestamp),
        progress: Progress<'a>,
    ) -> Result<Self, TransferError> {
        let new = |path: &Path| OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        // Taken at once, so that two that run at a time do not write the same file.
        new(path).map_err(|cause| match cause.kind() {
            ErrorKind::AlreadyExists => TransferError::Exists(path.to_owned()),
            _ => failed(path)(cause),
        })?;
        let partial = beside(path, ".partial");
        let file = new(&partial).map_err(|cause| {
            drop(fs::remove_file(path));
            match cause.kind() {
                ErrorKind::AlreadyExists => TransferError::Exists(partial.clone()),
                _ => failed(&partial)(cause),
            }
        })?;
        let header = Header {
            latchkey_export: FORMAT,
            version: version.to_owned(),
            store: store.to_owned(),
            schema: known(store).unwrap_or(0),
            issuer: issuer.map(str::to_owned),
            made_at,
            tables: Vec::new(),
        };
        Ok(Self {
            path: path.to_owned(),
            partial,
            file: BufWriter::with_capacity(256 * 1024, file),
            header,
            header_digest: String::new(),
            expected: 0,
            tallies: tallies(),
            contents: Contents::default(),
            progress,
            is_finished: false,
        })
    }

    /// Writes the first line; `rows` are how many each of [`TABLES`] has.
    ///
    /// # Errors
    /// The disk is full.
    pub fn begin(&mut self, rows: &[u64]) -> Result<(), TransferError> {
        self.header.tables = TABLES.iter().zip(rows).map(|(table, rows)| about(table, *rows)).collect();
        self.expected = rows.iter().sum();
        let line = serde_json::to_string(&self.header).map_err(|error| failed(&self.partial)(error.into()))?;
        self.header_digest = sha256(&line);
        self.line(&line)
    }

    /// Writes a row of the table at that place among [`TABLES`].
    ///
    /// # Errors
    /// The disk is full.
    pub fn row(&mut self, place: usize, row: &[Value]) -> Result<(), TransferError> {
        let (Some(table), Some(tally)) = (TABLES.get(place), self.tallies.get_mut(place)) else { return Ok(()) };
        let line = row::written(table, row);
        tally.add(&line);
        self.contents.add(table, row);
        self.line(&line)?;
        (self.progress)(Doing::Exporting, self.contents.rows, self.expected);
        Ok(())
    }

    /// Writes the last line, makes all of it durable, and gives the file its name.
    ///
    /// # Errors
    /// The disk is full.
    pub fn finish(&mut self) -> Result<(), TransferError> {
        let end = End { end: totals(&self.tallies), header: self.header_digest.clone() };
        let line = serde_json::to_string(&end).map_err(|error| failed(&self.partial)(error.into()))?;
        self.line(&line)?;
        let written = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        written.and_then(|()| fs::rename(&self.partial, &self.path)).map_err(failed(&self.partial))?;
        self.is_finished = true;
        Ok(sync_folder_of(&self.path)?)
    }

    /// Where it will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the first line says.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What was written.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    fn line(&mut self, line: &str) -> Result<(), TransferError> {
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.write_all(b"\n"));
        written.map_err(failed(&self.partial))
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            // Nothing stays that could be taken for an export.
            drop(fs::remove_file(&self.partial));
            drop(fs::remove_file(&self.path));
        }
    }
}

fn about(table: &Table, rows: u64) -> About {
    let columns = table.columns.iter().map(|column| column.name.to_owned()).collect();
    About { name: table.name.to_owned(), columns, rows }
}

/// Reads a file row by row, and compares what became of them.
pub struct Reader<'a> {
    path: PathBuf,
    file: BufReader<File>,
    header: Header,
    header_digest: String,
    expected: u64,
    /// The line that was read last, and belongs to what comes next.
    line: String,
    line_number: u64,
    /// The table and the key of the row before.
    before: Option<(usize, Vec<Value>)>,
    tallies: Vec<Tally>,
    contents: Contents,
    compared: Vec<Tally>,
    rows_compared: u64,
    progress: Progress<'a>,
}

impl<'a> Reader<'a> {
    /// Opens a file and reads its first line.
    ///
    /// # Errors
    /// It is none of ours, or of another schema than this version's.
    pub fn open(path: &Path, progress: Progress<'a>) -> Result<Self, TransferError> {
        let file = File::open(path).map_err(failed(path))?;
        let mut file = BufReader::with_capacity(256 * 1024, file);
        let line = next_line(&mut file, path, 1)?.unwrap_or_default();
        if line.is_empty() && file.get_ref().metadata().is_ok_and(|metadata| metadata.len() == 0) {
            return Err(TransferError::CutOff(path.to_owned()));
        }
        let header = header(&line, path)?;
        let expected = header.tables.iter().fold(0, |sum: u64, table| sum.saturating_add(table.rows));
        let mut reader = Self {
            path: path.to_owned(),
            file,
            header,
            header_digest: sha256(&line),
            expected,
            line: String::new(),
            line_number: 1,
            before: None,
            tallies: tallies(),
            contents: Contents::default(),
            compared: tallies(),
            rows_compared: 0,
            progress,
        };
        reader.advance()?;
        Ok(reader)
    }

    /// What the first line says.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What was read so far.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// The next row of the table at that place among [`TABLES`]; `None` when it has no more. Tables are asked for in
    /// their order.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn next_of(&mut self, place: usize) -> Result<Option<Vec<Value>>, TransferError> {
        if self.line.starts_with(END) {
            return Ok(None);
        }
        let (found, row) = row::read(&self.line).map_err(|fault| self.fault(fault))?;
        if found > place {
            return Ok(None);
        }
        let (Some(table), Some(tally)) = (TABLES.get(found), self.tallies.get_mut(found)) else { return Ok(None) };
        if found < place {
            return Err(self.fault(format!("a row of {} comes after those of other tables", table.name)));
        }
        let key = (found, row.iter().take(table.key).cloned().collect());
        if self.before.as_ref().is_some_and(|before| *before >= key) {
            return Err(self.fault(format!("a row of {} is not in its place", table.name)));
        }
        self.before = Some(key);
        tally.add(&self.line);
        self.contents.add(table, &row);
        (self.progress)(Doing::Importing, self.contents.rows, self.expected);
        self.advance()?;
        Ok(Some(row))
    }

    /// Reads the last line: whether the rows are those that were exported.
    ///
    /// # Errors
    /// They are not.
    pub fn end(&mut self) -> Result<(), TransferError> {
        let end: End = serde_json::from_str(&self.line).map_err(|error| self.fault(error.to_string()))?;
        let damaged = |what: String| TransferError::Damaged { path: self.path.clone(), what };
        if end.header != self.header_digest {
            return Err(damaged("the first line".to_owned()));
        }
        let found = totals(&self.tallies);
        if let Some((found, _)) = found.iter().zip(&end.end).find(|(found, told)| found != told) {
            return Err(damaged(format!("the table {}", found.t)));
        }
        if found.len() != end.end.len() {
            return Err(damaged("the last line".to_owned()));
        }
        match next_line(&mut self.file, &self.path, self.line_number + 1)? {
            Some(_) => Err(damaged("what comes after the last line".to_owned())),
            None => Ok(()),
        }
    }

    /// Takes a row of the database in that was filled, in the order of the key.
    pub fn compare(&mut self, place: usize, row: &[Value]) {
        let (Some(table), Some(tally)) = (TABLES.get(place), self.compared.get_mut(place)) else { return };
        tally.add(&row::written(table, row));
        self.rows_compared += 1;
        (self.progress)(Doing::Comparing, self.rows_compared, self.expected);
    }

    /// Whether the database has what the file has, and nothing else.
    ///
    /// # Errors
    /// It has not.
    pub fn agrees(&self) -> Result<(), TransferError> {
        let (found, expected) = (totals(&self.compared), totals(&self.tallies));
        for (table, (found, expected)) in TABLES.iter().zip(found.iter().zip(&expected)) {
            if found != expected {
                return Err(TransferError::Differs { table: table.name, written: found.rows, expected: expected.rows });
            }
        }
        Ok(())
    }

    fn advance(&mut self) -> Result<(), TransferError> {
        self.line_number += 1;
        self.line = next_line(&mut self.file, &self.path, self.line_number)?
            .ok_or_else(|| TransferError::CutOff(self.path.clone()))?;
        Ok(())
    }

    fn fault(&self, fault: String) -> TransferError {
        TransferError::Line { path: self.path.clone(), line: self.line_number, fault }
    }
}

/// A line without its end; `None` where the file ends.
fn next_line(file: &mut BufReader<File>, path: &Path, number: u64) -> Result<Option<String>, TransferError> {
    let mut line = Vec::new();
    file.take(LONGEST).read_until(b'\n', &mut line).map_err(failed(path))?;
    let fault = |fault: &str| TransferError::Line { path: path.to_owned(), line: number, fault: fault.to_owned() };
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => String::from_utf8(line).map(Some).map_err(|_| fault("it is no text")),
        Some(_) if number == 1 => Err(TransferError::Foreign(path.to_owned())),
        Some(_) if u64::try_from(line.len()).is_ok_and(|length| length + 1 >= LONGEST) => Err(fault("it is too long")),
        Some(_) => Err(TransferError::CutOff(path.to_owned())),
    }
}

/// As much of a first line as every version has.
#[derive(Deserialize)]
struct Kind {
    latchkey_export: u32,
    version: String,
    store: String,
    schema: u32,
}

fn header(line: &str, path: &Path) -> Result<Header, TransferError> {
    let foreign = || TransferError::Foreign(path.to_owned());
    let kind: Kind = serde_json::from_str(line).map_err(|_| foreign())?;
    let newer = || TransferError::Newer { path: path.to_owned(), version: kind.version.clone() };
    if kind.latchkey_export > FORMAT {
        return Err(newer());
    }
    // A store that this version does not know is one that a newer version has.
    let known = known(&kind.store).ok_or_else(newer)?;
    if kind.schema > known {
        return Err(newer());
    }
    if kind.schema < known {
        let (store, found) = (kind.store, kind.schema);
        return Err(TransferError::Older { path: path.to_owned(), store, found, known });
    }
    let header: Header = serde_json::from_str(line).map_err(|_| foreign())?;
    let is_same = |(table, told): (&Table, &About)| *told == about(table, told.rows);
    match header.tables.len() == TABLES.len() && TABLES.iter().zip(&header.tables).all(is_same) {
        true => Ok(header),
        false => Err(TransferError::Damaged { path: path.to_owned(), what: "the first line".to_owned() }),
    }
}
