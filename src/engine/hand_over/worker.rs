//! The program that answers go through on their way: it writes and reads files, makes and reads QR
//! codes. A question is a [`HandOverRequest`], an answer a `Result` of [`HandOverReply`] and
//! [`Failure`], both as JSON.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

use crate::domain::hand_over::qr::{Code, Collector, Luma, batch, read_codes};
use crate::domain::hand_over::{FileError, HandOver, LARGEST_FILE, read, to_json, to_xlsx};
use crate::domain::own_json;
use crate::domain::survey::to_csv;
use crate::engine::protocol::{Failure, FileKind, HandOverFailure, HandOverReply, HandOverRequest};
use crate::platform::answering::{Question, serve};
use crate::platform::file::describe;

/// Pixels a side a picture is read with; larger ones are drawn smaller.
const LARGEST_SIDE: f64 = 4096.0;

type Answer = Result<(HandOverReply, Option<Vec<u8>>), Failure>;

/// Answers questions from now on.
pub fn start() {
    serve(|asker| {
        let collector = Rc::new(RefCell::new(Collector::default()));
        move |Question { number, text, blob }| {
            let (asker, collector) = (asker.clone(), Rc::clone(&collector));
            spawn_local(async move {
                let answer = match own_json::read(&text) {
                    Some(request) => answer(request, blob, &collector).await,
                    None => Err(Failure::Stopped("unreadable request".into())),
                };
                let (reply, bytes) = match answer {
                    Ok((reply, bytes)) => (Ok(reply), bytes),
                    Err(failure) => (Err(failure), None),
                };
                asker.answer(number, &serde_json::to_string(&reply).unwrap_or_default(), bytes.as_deref());
            });
        }
    });
}

async fn answer(request: HandOverRequest, blob: Option<Blob>, collector: &RefCell<Collector>) -> Answer {
    let reply = match request {
        HandOverRequest::Write { kind, hand_over } => {
            return write(kind, hand_over)
                .map(|bytes| (HandOverReply::Written, Some(bytes)))
                .map_err(Failure::HandOver);
        }
        HandOverRequest::Read => read_file(blob).await?,
        HandOverRequest::Codes(hand_over) => {
            HandOverReply::Codes(batch(hand_over).map_err(|error| Failure::HandOver(HandOverFailure::Batch(error)))?)
        }
        HandOverRequest::Code(text) => HandOverReply::Code(Code::of(&text)),
        HandOverRequest::Look => look(blob).await?,
        HandOverRequest::Collect { texts, afresh } => {
            let mut collector = collector.borrow_mut();
            if afresh {
                *collector = Collector::default();
            }
            HandOverReply::Taken(texts.iter().map(|text| collector.take(text)).collect())
        }
    };
    Ok((reply, None))
}

fn write(kind: FileKind, hand_over: HandOver) -> Result<Vec<u8>, HandOverFailure> {
    match kind {
        FileKind::Csv => Ok(to_csv(&hand_over.merged().answers)),
        FileKind::Xlsx => {
            to_xlsx(&hand_over.merged().answers).map_err(|error| HandOverFailure::Workbook(error.to_string()))
        }
        FileKind::Json => Ok(to_json(hand_over)),
    }
}

async fn read_file(blob: Option<Blob>) -> Result<HandOverReply, Failure> {
    let blob = blob.ok_or(Failure::NoSuchFile)?;
    let bad = |error| Failure::HandOver(HandOverFailure::File(error));
    if blob.size() > LARGEST_FILE as f64 {
        return Err(bad(FileError::TooLarge));
    }
    // A file that was moved since it was chosen.
    let bytes = JsFuture::from(blob.array_buffer()).await.map_err(|_| Failure::NoSuchFile)?;
    read(&Uint8Array::new(&bytes).to_vec()).map(HandOverReply::Received).map_err(bad)
}

async fn look(blob: Option<Blob>) -> Result<HandOverReply, Failure> {
    let blob = blob.ok_or(Failure::NoSuchFile)?;
    let (width, pixels) =
        grey(&blob).await.map_err(|error| Failure::HandOver(HandOverFailure::Picture(describe(&error))))?;
    let height = pixels.len().checked_div(width).unwrap_or(0);
    Ok(HandOverReply::Seen(Luma::new(width, height, &pixels).map(read_codes).unwrap_or_default()))
}

/// The picture in shades of grey, on white where it is transparent: its width and its pixels.
async fn grey(blob: &Blob) -> Result<(usize, Vec<u8>), JsValue> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let picture: ImageBitmap = JsFuture::from(scope.create_image_bitmap_with_blob(blob)?).await?.dyn_into()?;
    let (full_width, full_height) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (LARGEST_SIDE / full_width.max(full_height)).min(1.0);
    // Sides are whole numbers from 1 to 4096 here.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let [width, height] = [full_width, full_height].map(|side| (side * scale).round().max(1.0) as u32);
    let canvas = OffscreenCanvas::new(width, height)?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    let (wide, high) = (f64::from(width), f64::from(height));
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, wide, high);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, wide, high)?;
    picture.close();
    let colours = context.get_image_data(0.0, 0.0, wide, high)?.data();
    // Weights of ITU-R BT.601, in 256ths: together 256, so that the sum fits again.
    let shade = |pixel: &[u8]| match *pixel {
        [red, green, blue, _] => {
            let weighed = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
            u8::try_from(weighed >> 8).unwrap_or(u8::MAX)
        }
        _ => u8::MAX,
    };
    Ok((width as usize, colours.chunks_exact(4).map(shade).collect()))
}
