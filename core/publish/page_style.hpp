// The style sheet of every HTML page: system fonts, light and dark, phone width, no outside resource.
#pragma once

#include <string_view>

namespace mkai::publish {

inline constexpr std::string_view k_page_style = R"css(
:root {
  color-scheme: light dark;
  --paper: #f6f5f2; --card: #ffffff; --ink: #1d1d1f; --soft: #63636a; --faint: #8a8a92; --line: #e4e2dc;
  --accent: #2f4bd8; --on-accent: #ffffff; --mark: #b3862b; --token: #eef0fb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #151517; --card: #1e1e21; --ink: #ececee; --soft: #a6a6ae; --faint: #85858d; --line: #323237;
    --accent: #93a5ff; --on-accent: #14151c; --mark: #d3ac5f; --token: #2a2d42;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: clamp(1rem, 4vw, 3.5rem) clamp(0.9rem, 4vw, 2rem); background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  overflow-wrap: break-word; -webkit-text-size-adjust: 100%; text-rendering: optimizeLegibility;
}
main { max-width: 40rem; margin: 0 auto; }
main.page { max-width: 44rem; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2.2vw, 2.5rem); line-height: 1.15; letter-spacing: -0.022em;
     margin: 0 0 0.6em;
     text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -0.012em; margin: 1.9em 0 0.4em; }
h3, h4 { font-size: 1.08rem; margin: 1.5em 0 0.3em; }
p { margin: 0 0 1em; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
ul, ol { padding-inline-start: 1.3em; margin: 0 0 1em; }
li { margin: 0.3em 0; }
.lines { white-space: pre-line; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px;
        padding: clamp(1.1rem, 4vw, 2.2rem); }
.card > :last-child { margin-bottom: 0; }
.lead { font-size: 1.2rem; line-height: 1.5; color: var(--soft); }
.cue { font-size: 0.75rem; font-weight: 500; color: var(--faint); margin: 0 0 0.5rem; }
* + .cue { margin-top: 2rem; }
.button { display: inline-block; background: var(--accent); color: var(--on-accent); font-weight: 600;
          padding: 0.7em 1.4em; border-radius: 8px; text-decoration: none; }
.action { margin: 1.6em 0; }
.small { font-size: 0.8125rem; line-height: 1.5; color: var(--soft); }
.notes { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
.notes p { margin: 0 0 0.6em; }
.notes p:last-child { margin-bottom: 0; }
.slot, .locked { text-decoration: underline dotted var(--mark); text-decoration-thickness: 1px;
                 text-underline-offset: 0.22em; }
.notes .locked { text-decoration: none; border-inline-start: 2px solid var(--mark);
                 padding-inline-start: 0.75em; }
.price { font-size: 1.5rem; font-weight: 650; letter-spacing: -0.01em; text-decoration: none;
         margin: 0 0 0.8em; }
.price .cue { display: block; margin: 0; letter-spacing: 0; }
.token { background: var(--token); border-radius: 4px; padding: 0.05em 0.3em; font-size: 0.92em; }
.media { border: 1px dashed var(--line); border-radius: 10px; padding: 2rem 1rem; text-align: center;
         margin: 0 0 1.2em;
         color: var(--soft); font-size: 0.875rem; }
.inbox { display: grid; grid-template-columns: 2.5rem 1fr; gap: 0.9rem; align-items: center;
         padding: 0.85rem 1.1rem; }
.dot { width: 2.5rem; height: 2.5rem; border-radius: 50%; background: var(--token); color: var(--accent);
       display: grid; place-items: center; font-weight: 650; text-transform: uppercase; }
.inbox div { min-width: 0; }
.inbox p { margin: 0; line-height: 1.4; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.subject { font-weight: 650; }
.preheader { color: var(--soft); font-size: 0.9375rem; }
.ad .from { font-size: 0.875rem; color: var(--soft); margin: 0 0 0.15rem; }
.ad .title { font-size: 1.3rem; line-height: 1.3; color: var(--accent); margin: 0 0 0.3rem; }
.ad .text { font-size: 0.9375rem; color: var(--soft); }
.assets { padding: 0; list-style: none; counter-reset: asset; margin: 0; }
.assets li { counter-increment: asset; position: relative; margin: 0; padding-block: 0.5rem;
             padding-inline-start: 2.2rem;
             border-top: 1px solid var(--line); }
.assets li:first-child { border-top: 0; }
.assets li::before { content: counter(asset); position: absolute; inset-inline-start: 0; width: 1.4rem;
                     color: var(--faint); font-variant-numeric: tabular-nums; text-align: end; }
.card:has(> .assets) { padding-block: 0.6rem; }
.bubble { background: var(--card); border: 1px solid var(--line); border-radius: 1.2rem 1.2rem 1.2rem 0.35rem;
          padding: 0.85rem 1.15rem; max-width: 26rem; width: fit-content; }
.bubble > :last-child { margin-bottom: 0; }
.headline { font-weight: 650; font-size: 1.125rem; line-height: 1.35; margin: 0 0 0.25rem; }
.detail { color: var(--soft); font-size: 0.9375rem; }
.strip { display: flex; flex-wrap: wrap; gap: 0.8rem 1.2rem; align-items: center;
         justify-content: space-between;
         border-top: 1px solid var(--line); margin-top: 1.2rem; padding-top: 1.1rem; }
.strip > div { flex: 1 1 14rem; min-width: 0; }
.strip p { margin: 0; }
.gains { list-style: none; padding: 0; margin: 1.6em 0; border-top: 1px solid var(--line); }
.gains li { border-bottom: 1px solid var(--line); margin: 0; padding: 0.6em 0; }
footer { max-width: 44rem; margin: 2.5rem auto 0; color: var(--faint); font-size: 0.75rem;
         text-align: center; }
@media print { body { background: #fff; padding: 0; } .card, .bubble { border: 0; padding: 0; } }
)css";

}  // namespace mkai::publish
