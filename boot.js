// Starts the page, or says in plain words why it cannot start. No wasm is needed for the latter.
(function () {
  "use strict";

  /** What a program keeps under a name; an empty object where it keeps nothing, or nothing that can be read. */
  function stored(name) {
    try {
      return JSON.parse(localStorage.getItem("loyalscope." + name)).value || {};
    } catch (_) {
      return {};
    }
  }

  // As the programs choose: what the user chose, else the first of the browser's languages that there is.
  var preferences = stored("preferences");
  var spoken = [preferences.language].concat(navigator.languages || navigator.language).filter(function (tag) {
    return /^(zh|en)/i.test(tag || "");
  });
  var chinese = /^zh/i.test(spoken[0] || "");
  var TEXTS = {
    opening: ["正在打开…", "Opening…"],
    title: ["页面无法打开", "The page cannot open"],
    file: [
      "浏览器不允许直接从磁盘上的文件运行这个页面。请把整个文件夹放到任意静态网站（或本机的网页服务器）上，再用 http 或 https 网址打开。",
      "A browser does not run this page straight from a file on disk. Put the folder on any static web server (one on this machine will do) and open it by its http or https address.",
    ],
    wasm: [
      "这个浏览器没有 WebAssembly，或者它被关闭了（例如“锁定模式”或公司的安全策略）。请启用它，或换用最新版的 Chrome、Edge、Firefox 或 Safari。",
      "WebAssembly is missing or switched off in this browser (by a lockdown mode or a company policy, for example). Switch it on, or use a current Chrome, Edge, Firefox or Safari.",
    ],
    old: [
      "这个浏览器的版本太旧，缺少所需的功能。请换用最新版的 Chrome、Edge、Firefox 或 Safari。",
      "This browser is too old for what the page needs. Please use a current Chrome, Edge, Firefox or Safari.",
    ],
    files: [
      "页面的某个文件没有下载下来：网络可能断开了，或者网站刚刚更新。请重试。",
      "A file of the page could not be loaded: the network may be down, or the site has just been updated. Please try again.",
    ],
    start: [
      "页面在启动时出错。请重试；如果仍然出错，请把下面的技术信息发给为您部署页面的人。",
      "The page stopped while starting. Please try again; if it stops again, send the technical details below to whoever set it up for you.",
    ],
    safe: ["您的数据没有离开本机。", "Your data has not left this machine."],
    retry: ["重试", "Try again"],
    details: ["技术信息", "Technical details"],
    begin: ["15 秒告诉我们您的感受", "Tell us in 15 seconds"],
    touch: ["轻触开始", "Touch to begin"],
  };

  function text(key) {
    return TEXTS[key][chinese ? 0 : 1];
  }

  function element(parent, name, content, className) {
    var made = document.createElement(name);
    made.textContent = content;
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }

  function meta(name) {
    return document.querySelector('meta[name="' + name + '"]');
  }

  function emptied() {
    var box = document.createElement("main");
    box.id = "boot";
    box.className = "boot";
    document.body.textContent = "";
    document.body.appendChild(box);
    return box;
  }

  function reload() {
    location.reload();
  }

  // A version that cannot start cannot offer the next one either: where one has arrived, it takes over first.
  function retry() {
    var container = navigator.serviceWorker;
    if (!container) return reload();
    container.getRegistration().then(function (registration) {
      if (!registration || !registration.waiting) return reload();
      container.addEventListener("controllerchange", reload);
      registration.waiting.postMessage("activate");
    }, reload);
  }

  function fail(reason, error) {
    var box = emptied();
    box.setAttribute("data-reason", reason);
    document.title = text("title") + " – Loyalscope";
    element(box, "h1", text("title"));
    var alert = element(box, "div", "");
    alert.setAttribute("role", "alert");
    element(alert, "p", text(reason));
    element(alert, "p", text("safe"));
    if (reason === "files" || reason === "start") {
      element(box, "button", text("retry")).addEventListener("click", retry);
    }
    if (error) {
      var details = element(box, "details", "");
      element(details, "summary", text("details"));
      element(details, "pre", String((error && error.stack) || error));
    }
  }

  // The smallest module with a 128-bit SIMD instruction: the page's programs are compiled with them.
  var SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

  function moduleWorkers() {
    var read = false;
    try {
      // The options are read before the address, which is not valid: no worker starts, nothing is fetched.
      new Worker("http://[", {
        get type() {
          read = true;
          return "module";
        },
      });
    } catch (_) {
      // Expected: the address is not valid.
    }
    return read;
  }

  function missing() {
    if (location.protocol === "file:") return "file";
    if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function") return "wasm";
    if (!WebAssembly.validate(new Uint8Array(SIMD))) return "old";
    if (typeof Worker !== "function" || !moduleWorkers()) return "old";
    if (typeof BigInt64Array !== "function" || typeof structuredClone !== "function") return "old";
    return null;
  }

  function fetched(url) {
    return fetch(url).then(function (response) {
      if (!response.ok) throw new Error(url + ": HTTP " + response.status);
      return response;
    });
  }

  // Whether respondents have this device, as far as can be known before a program runs; what is damaged here the
  // programs know from their database.
  function locked() {
    return stored("kiosk").locked === true;
  }

  // The kiosk is a program of its own: for its addresses, and while respondents have the device. A program that finds
  // itself in the wrong place asks for the other, which counts for one loading: it may know more than stands here.
  function program() {
    var asked = history.state;
    if (asked === "app" || asked === "kiosk") {
      history.replaceState(null, "");
      return asked;
    }
    return locked() || /^#\/kiosk(\/|\?|$)/.test(location.hash) ? "kiosk" : "app";
  }

  ["app", "kiosk"].forEach(function (name) {
    addEventListener("loyalscope-" + name, function () {
      history.replaceState(name, "");
      reload();
    });
  });

  // The start page stands in index.html. What is done on it before the program is there is done again once it is.
  var early = { files: [], sample: false };

  /** Whether the program will begin with the start page: at its address, and with nothing kept to show. */
  function starts() {
    try {
      if (localStorage.getItem("loyalscope.data-stamp")) return false;
    } catch (_) {
      // Where nothing can be kept, nothing is.
    }
    return /^(#\/?|#\/import)?$/.test(location.hash);
  }

  /** Another box in the place of one that would count as having moved. */
  function instead(old) {
    var box = document.createElement("div");
    box.id = "boot";
    old.replaceWith(box);
    return box;
  }

  function showStart(old) {
    var page = document.getElementById("start");
    var box = instead(old);
    page.hidden = false;
    box.appendChild(page);
    if (chinese) {
      page.querySelectorAll("[data-zh]").forEach(function (said) {
        said.textContent = said.getAttribute("data-zh");
      });
    }
    var sample = page.querySelector("button");
    sample.addEventListener("click", function () {
      early.sample = true;
      sample.disabled = true;
      sample.textContent = text("opening");
    });
    var input = page.querySelector("input");
    input.addEventListener("change", function () {
      take(input.files);
    });
    addEventListener("dragover", stay);
    addEventListener("drop", dropped);

    function take(files) {
      early.files = early.files.concat(Array.prototype.slice.call(files));
      var names = early.files.map(function (file) {
        return file.name;
      });
      if (names.length) page.querySelector(".drop-title").textContent = names.join(", ") + " – " + text("opening");
    }

    // The browser would leave the page for the file.
    function stay(event) {
      event.preventDefault();
    }

    function dropped(event) {
      event.preventDefault();
      take(event.dataTransfer.files);
    }

    early.over = function () {
      removeEventListener("dragover", stay);
      removeEventListener("drop", dropped);
    };
  }

  // The kiosk's first screen is drawn of what the device keeps, so that respondents have it before the program is there.
  var invited = { shown: false, language: "", begun: false };
  var OWN_NAMES = { en: "English", "zh-CN": "中文" };

  /** The profile of the kiosk that runs, as far as it makes a first screen. */
  function invitation() {
    var kept = stored("kiosk");
    var profile = (kept.profiles || [])[kept.chosen || 0] || {};
    var languages = (profile.languages || []).map(function (pair) {
      return pair[0];
    });
    // A language of a newer version: its program draws it.
    function known(tag) {
      return Object.prototype.hasOwnProperty.call(OWN_NAMES, tag);
    }
    return languages.length && languages.every(known) ? { profile: profile, languages: languages } : null;
  }

  /** Black or white, whichever is easier to read on a colour: as the program has it (domain/survey/look.rs). */
  function readable(colour) {
    var parts = [1, 3, 5].map(function (place) {
      var part = parseInt(colour.substr(place, 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    });
    var luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
  }

  function showInvitation(old, asked) {
    var box = instead(old);
    invited.shown = true;
    var main = element(box, "main", "", "kiosk");
    var look = asked.profile.look || {};
    if (/^#[0-9a-f]{6}$/i.test(look.accent || "")) {
      main.style.setProperty("--accent", look.accent);
      main.style.setProperty("--accent-text", readable(look.accent));
    }
    var who = [asked.profile.organisation, asked.profile.branch].map(function (name) {
      return String(name || "").trim();
    });
    var buttons = [];
    if (asked.languages.length > 1) {
      var choice = element(main, "div", "", "kiosk-languages");
      buttons = asked.languages.map(function (tag) {
        var button = element(choice, "button", OWN_NAMES[tag], "button");
        button.type = "button";
        button.lang = tag;
        button.addEventListener("click", function () {
          say((invited.language = tag));
        });
        return button;
      });
    }
    element(main, "h1", who[0], "visually-hidden");
    var begin = element(main, "button", "", "kiosk-begin");
    begin.type = "button";
    if (/^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/=]+$/.test(look.logo || "")) {
      var logo = element(begin, "img", "", "kiosk-logo");
      logo.alt = "";
      logo.src = look.logo;
    }
    element(begin, "span", "", "kiosk-who").append(who[0], " · ", who[1]);
    var words = element(begin, "strong", "");
    var call = element(begin, "span", "", "kiosk-call");
    begin.addEventListener("click", function () {
      invited.begun = true;
      call.textContent = text("opening");
    });
    // The way out is the program's: what stands for it here only keeps its place.
    element(main, "button", "⋯", "kiosk-exit").disabled = true;
    say(asked.languages[0]);

    function say(tag) {
      chinese = tag === "zh-CN";
      document.documentElement.lang = tag;
      words.textContent = text("begin");
      call.textContent = text(invited.begun ? "opening" : "touch");
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(button.lang === tag));
      });
    }
  }

  /** The kiosk is there, with the same screen: what was touched on the one before is touched again. */
  function invite(held) {
    var language = invited.language && document.querySelector('.kiosk-languages [lang="' + invited.language + '"]');
    if (language) language.click();
    var begin = document.querySelector('[data-action="begin"]');
    if (begin && held) begin.focus();
    if (begin && invited.begun) begin.click();
  }

  /** The program is there: the box goes, and what was done in it is done again. */
  function handOver(box) {
    var held = box.contains(document.activeElement) ? document.activeElement.tagName : "";
    box.remove();
    if (invited.shown) invite(held);
    if (!early.over) return;
    early.over();
    var input = document.querySelector('.drop input[type="file"]');
    var sample = document.querySelector('[data-action="sample"]');
    if (input && held === "INPUT") input.focus();
    if (sample && held === "BUTTON") sample.focus();
    if (input && early.files.length) {
      var list = new DataTransfer();
      early.files.forEach(function (file) {
        list.items.add(file);
      });
      input.files = list.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (sample && early.sample) press(sample);
  }

  /** Clicks a button once it can be. */
  function press(button) {
    if (!button.disabled) return button.click();
    new MutationObserver(function (_, observer) {
      if (button.disabled) return;
      observer.disconnect();
      button.click();
    }).observe(button, { attributes: true });
  }

  function start(program) {
    // It is drawn in several steps, so that the browser answers between them; each may go wrong.
    addEventListener("error", stopped);
    addEventListener(
      "loyalscope-drawn",
      function () {
        removeEventListener("error", stopped);
        var box = document.getElementById("boot");
        if (box) handOver(box);
      },
      { once: true },
    );
    var files = meta("loyalscope-" + program);
    var js = new URL(files.getAttribute("data-js"), document.baseURI).href;
    var wasm = new URL(files.getAttribute("data-wasm"), document.baseURI).href;
    Promise.all([import(js), fetched(wasm)]).then(
      function (loaded) {
        return loaded[0].default({ module_or_path: loaded[1] }).catch(function (error) {
          fail(error instanceof WebAssembly.CompileError ? "wasm" : "start", error);
        });
      },
      function (error) {
        fail("files", error);
      },
    );
  }

  function stopped(event) {
    if (event.error instanceof WebAssembly.RuntimeError) fail("start", event.error);
  }

  /** Once what stands here is painted, or soon: the program would take the network and the processor from it. */
  function afterPaint(then) {
    var begun = false;
    function begin() {
      if (!begun) then();
      begun = true;
    }
    var types = typeof PerformanceObserver === "function" && PerformanceObserver.supportedEntryTypes;
    if (document.hidden || !types || types.indexOf("paint") < 0) return begin();
    new PerformanceObserver(begin).observe({ type: "paint", buffered: true });
    setTimeout(begin, 300);
  }

  document.documentElement.lang = chinese ? "zh-CN" : "en";
  var dark = typeof matchMedia === "function" && matchMedia("(prefers-color-scheme: dark)").matches;
  var theme = /^(dark|light)$/.test(preferences.theme) ? preferences.theme : dark ? "dark" : "light";
  document.documentElement.setAttribute("data-theme", theme);
  var reason = missing();
  if (reason) {
    fail(reason, null);
  } else {
    var box = document.getElementById("boot");
    var chosen = program();
    var asked = chosen === "kiosk" && locked() ? invitation() : null;
    if (chosen === "app" && starts()) {
      showStart(box);
    } else {
      document.getElementById("start").remove();
      if (asked) {
        showInvitation(box, asked);
      } else {
        box.textContent = "";
        element(box, "p", text("opening"), "boot-opening");
      }
    }
    afterPaint(function () {
      start(chosen);
    });
  }
})();
