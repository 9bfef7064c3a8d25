//! Answers on their way: out as files and QR codes, in from files, pictures and the camera.
//!
//! What comes in was written to a file or shown by another device: a copy of it is elsewhere, so it
//! counts as exported here.

use leptos::prelude::*;
use web_sys::{Blob, File};

use crate::domain::care::{Event, Ledger};
use crate::domain::hand_over::qr::{BadFrame, Batch, Code, Progress, Taken};
use crate::domain::hand_over::{Carried, HandOver, Received, Unreadable, compare};
use crate::domain::own_json;
use crate::domain::survey::{KioskAnswer, merge};
use crate::engine::hand_over::Client;
use crate::engine::protocol::{Failure, FileKind, HandOverReply, HandOverRequest, KeepProblem};
use crate::platform::database::DatabaseError;
use crate::platform::download::download;
use crate::platform::{answers, cases};

use super::kiosk::Kiosk;

/// What became of answers that came in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Added {
    /// Answers written: new here, or more complete than what was kept.
    pub added: usize,
    /// Answers that were here already.
    pub known: usize,
    /// What happened to cases, of which nothing was known here.
    pub events: usize,
    /// Records of cases this version cannot read: they stay in the file.
    pub unreadable_events: usize,
    /// The first records that could not be read, each with the name of its file.
    pub unreadable: Vec<(String, Unreadable)>,
    /// How many could not be read in all.
    pub unreadable_count: usize,
    /// Files of which nothing could be read.
    pub failed: Vec<(String, Failure)>,
    /// Why the answers that came last could not be written, if so: none of them was.
    pub trouble: Option<KeepProblem>,
}

/// Offers every answer kept here as a file. What went wrong in writing it, if anything did; what is
/// wrong with the answers' database is said by [`Kiosk::holding`].
pub async fn export_answers(kiosk: Kiosk, kind: FileKind) -> Option<Failure> {
    let mut failure = None;
    let offer = async |answers| {
        let hand_over = HandOver { answers, events: events_kept().await };
        match kiosk.hand_over().ask(&HandOverRequest::Write { kind, hand_over }, None).await {
            Ok((HandOverReply::Written, Some(bytes))) => download(kind.file_name(), kind.mime(), &bytes).is_ok(),
            Ok(_) => {
                failure = Some(unexpected());
                false
            }
            Err(why) => {
                failure = Some(why);
                false
            }
        }
    };
    kiosk.export(offer).await;
    failure
}

/// Adds the answers of files to those kept here: all readable ones, in one transaction.
pub async fn add_files(kiosk: Kiosk, files: Vec<File>) -> Added {
    let mut added = Added::default();
    let mut received = Vec::new();
    for file in files {
        match ask(kiosk, HandOverRequest::Read, Some(&file)).await {
            Ok(HandOverReply::Received(found)) => received.push((file.name(), found)),
            Ok(_) => added.failed.push((file.name(), unexpected())),
            Err(failure) => added.failed.push((file.name(), failure)),
        }
    }
    take(kiosk, received, &mut added).await;
    added
}

async fn take(kiosk: Kiosk, received: Vec<(String, Received)>, added: &mut Added) {
    let mut incoming = Vec::new();
    let mut events = Vec::new();
    for (name, found) in received {
        events.extend(found.events);
        added.unreadable_count += found.unreadable_count;
        added.unreadable.extend(found.unreadable.into_iter().map(|one| (name.clone(), one)));
        incoming.extend(found.answers);
    }
    let kept = match take_events(events, added).await {
        Ok(()) => answers::all().await,
        Err(error) => Err(error),
    };
    let kept = match kept {
        Ok(kept) => kept,
        Err(error) => {
            added.trouble = Some(error.into());
            return;
        }
    };
    let compared = compare(kept.answers.iter().map(|kept| &kept.answer), incoming);
    let new = compared.new.len();
    if new > 0
        && let Err(problem) = kiosk.keep_exported(compared.new).await
    {
        added.trouble = Some(problem);
        return;
    }
    added.added += new;
    added.known += compared.known;
}

/// What happened to cases here, also what only a newer version can read. Where the database fails,
/// the file has the answers alone: the page of the follow-up says what is wrong.
async fn events_kept() -> Vec<Carried> {
    let kept = cases::all().await.unwrap_or_default();
    let readable = kept.events.iter().filter_map(|event| serde_json::to_string(event).ok());
    let unreadable = kept.unreadable.into_iter().map(|record| record.json);
    readable.chain(unreadable).filter_map(|json| Carried::new(&json).ok()).collect()
}

/// Keeps what happened to cases elsewhere; of two records with one number the greater.
async fn take_events(events: Vec<Carried>, added: &mut Added) -> Result<(), DatabaseError> {
    if events.is_empty() {
        return Ok(());
    }
    let ledger = Ledger::from_iter(cases::all().await?.events);
    let read = |carried: &Carried| own_json::read::<Event>(carried.json());
    let readable: Vec<Event> = events.iter().filter_map(read).collect();
    added.unreadable_events += events.len() - readable.len();
    let is_new = |event: &Event| ledger.event(&event.id).is_none_or(|known| known < event);
    let new: Vec<Event> = readable.into_iter().filter(is_new).collect();
    cases::keep(&new).await?;
    added.events += new.len();
    Ok(())
}

/// Answers as QR codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The codes.
    pub batch: Batch,
    /// The answers in them.
    pub answers: Vec<KioskAnswer>,
    /// Answers that did not fit; they come with the next batch.
    pub left: usize,
}

/// Makes QR codes of the answers not exported yet, or of all.
pub async fn show_codes(kiosk: Kiosk, all: bool) -> Option<Result<Shown, Failure>> {
    let Ok(kept) = answers::all().await else {
        kiosk.count().await;
        return None;
    };
    let wanted = kept.answers.into_iter().filter(|kept| all || !kept.exported).map(|kept| kept.answer);
    let mut answers = merge(wanted);
    let hand_over = HandOver { answers: answers.clone(), events: Vec::new() };
    Some(match ask(kiosk, HandOverRequest::Codes(hand_over), None).await {
        Ok(HandOverReply::Codes(batch)) => {
            let left = answers.len().saturating_sub(batch.answers);
            answers.truncate(batch.answers);
            Ok(Shown { batch, answers, left })
        }
        Ok(_) => Err(unexpected()),
        Err(failure) => Err(failure),
    })
}

/// One QR code of a text; `None` where it is too long for one.
pub async fn code_of(kiosk: Kiosk, text: String) -> Result<Option<Code>, Failure> {
    match ask(kiosk, HandOverRequest::Code(text), None).await? {
        HandOverReply::Code(code) => Ok(code),
        _ => Err(unexpected()),
    }
}

/// Reads QR codes from pictures.
///
/// Pictures go to a worker of its own: a bad one can stop the decoder, which then does not cost the
/// codes read so far. It ends with [`Reader::close`].
#[derive(Clone, Copy)]
pub struct Reader {
    kiosk: Kiosk,
    decoder: StoredValue<Client, LocalStorage>,
    afresh: StoredValue<bool>,
    standing: RwSignal<Standing>,
}

/// How far a reading is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    /// The batch read last; `None` before its first code and once it is whole.
    pub progress: Option<Progress>,
    /// Why a code was of no use, the last such one.
    pub refused: Option<BadFrame>,
    /// What the batches that are whole brought.
    pub added: Option<Added>,
}

impl Reader {
    /// A reader that has read nothing.
    pub fn new(kiosk: Kiosk) -> Self {
        Self {
            kiosk,
            decoder: StoredValue::new_local(Client::default()),
            afresh: StoredValue::new(true),
            standing: RwSignal::default(),
        }
    }

    /// How far it is.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// What came of it so far, untracked; `None` once the reader's owner is gone.
    pub fn try_added(self) -> Option<Option<Added>> {
        self.standing.try_with_untracked(|standing| standing.added.clone())
    }

    /// Looks at a picture: how many codes it has. One that stops the decoder has none; a decoder
    /// that cannot even be started is an error.
    pub async fn look(self, picture: &Blob) -> Result<usize, Failure> {
        // Nobody asks any more once the reader's owner is gone.
        let Some(decoder) = self.decoder.try_get_value() else { return Ok(0) };
        let texts = match decoder.ask(&HandOverRequest::Look, Some(picture)).await {
            Ok((HandOverReply::Seen(texts), _)) => texts,
            Err(Failure::Stopped(why)) if !decoder.was_ready() => return Err(Failure::Stopped(why)),
            Err(failure @ Failure::HandOver(_)) => return Err(failure),
            Ok(_) | Err(_) => Vec::new(),
        };
        let count = texts.len();
        if count > 0 {
            self.collect(texts).await?;
        }
        Ok(count)
    }

    /// Ends its worker.
    pub fn close(self) {
        self.decoder.try_update_value(|decoder| decoder.close());
    }

    async fn collect(self, texts: Vec<String>) -> Result<(), Failure> {
        let Some(afresh) = self.afresh.try_update_value(std::mem::take) else { return Ok(()) };
        let request = HandOverRequest::Collect { texts, afresh };
        let HandOverReply::Taken(taken) = ask(self.kiosk, request, None).await? else { return Ok(()) };
        for one in taken {
            match one {
                Taken::Piece(progress) => self.standing.update(|standing| standing.progress = Some(progress)),
                Taken::Whole(received) => {
                    let before = Added { trouble: None, ..self.try_added().flatten().unwrap_or_default() };
                    let mut added = before.clone();
                    take(self.kiosk, vec![(String::from("QR"), received)], &mut added).await;
                    if added.trouble.is_some() {
                        // A batch is given once: to be given again, it is put together afresh.
                        self.afresh.try_set_value(true);
                        added = Added { trouble: added.trouble, ..before };
                    }
                    self.standing.update(|standing| {
                        standing.progress = None;
                        standing.added = Some(added);
                    });
                }
                Taken::Again => {}
                Taken::Refused(why) => self.standing.update(|standing| standing.refused = Some(why)),
            }
        }
        Ok(())
    }
}

async fn ask(kiosk: Kiosk, request: HandOverRequest, blob: Option<&Blob>) -> Result<HandOverReply, Failure> {
    kiosk.hand_over().ask(&request, blob).await.map(|(reply, _)| reply)
}

fn unexpected() -> Failure {
    Failure::Stopped("unexpected reply".to_owned())
}
