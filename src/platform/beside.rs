//! Files that lie beside a worker's program.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response, Url};

/// The text of a file in the folder of this worker, in UTF-8.
///
/// # Errors
/// What the browser says where the file does not come: offline and not kept on the device, say.
pub async fn text(name: &str) -> Result<String, JsValue> {
    let worker = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>()?;
    let address = Url::new_with_base(name, &worker.location().href())?.href();
    let response = JsFuture::from(worker.fetch_with_str(&address)).await?.dyn_into::<Response>()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}
