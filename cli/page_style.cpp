#include "cli/page_style.hpp"

namespace mkai::cli {

namespace {

// Contrast of every text on its ground is at least 4.5 to 1 (WCAG 2.2, 1.4.3), light and dark.
constexpr std::string_view k_shared = R"(
:root{color-scheme:light dark;--page:#fff;--text:#1b1f24;--quiet:#57606a;--line:#d0d7de;--soft:#f4f6f8;--link:#0a58ca;
--good:#116329;--good-soft:#dcf5e3;--bad:#a40e26;--bad-soft:#ffe4e6;--odd:#7a4b00;--odd-soft:#fff1cc}
@media (prefers-color-scheme:dark){:root{--page:#14171b;--text:#e6e9ed;--quiet:#a3adb8;--line:#3a424b;--soft:#1d2228;--link:#7db4ff;
--good:#7ee2a0;--good-soft:#12331f;--bad:#ff9aa5;--bad-soft:#471a20;--odd:#ffd479;--odd-soft:#3d2f0c}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif}
main,header{max-width:1140px;margin:0 auto;padding:0 20px}
header{padding-top:28px}
h1{font-size:28px;line-height:1.25;margin:0 0 12px;overflow-wrap:anywhere}
h2{font-size:21px;margin:40px 0 12px;padding-bottom:6px;border-bottom:1px solid var(--line)}
h3{font-size:17px;margin:0 0 6px;overflow-wrap:anywhere}
p{margin:0 0 10px;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:6px 18px;list-style:none;padding:0;margin:0 0 8px}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:3px 18px;margin:0 0 10px}
.facts dt{color:var(--quiet)}.facts dd{margin:0;overflow-wrap:anywhere}
code,.digest{font-family:ui-monospace,"Liberation Mono",monospace;font-size:.88em}
.quiet{color:var(--quiet);font-size:14px}
.scroll{overflow-x:auto;margin:0 0 16px}
table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);font-size:14px;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:7px 12px 7px 0;border-bottom:1px solid var(--line)}
th[scope=row]{min-width:7.5em}
thead th{color:var(--quiet);font-weight:600;font-size:14px;vertical-align:bottom}
.number{text-align:right;white-space:nowrap}
.small{display:block;color:var(--quiet);font-size:13px}
.tag{display:inline-block;padding:0 8px;border-radius:10px;font-size:13px;font-weight:600;line-height:20px;white-space:nowrap;background:var(--soft);border:1px solid var(--line)}
.tag.good{color:var(--good);background:var(--good-soft)}.tag.bad{color:var(--bad);background:var(--bad-soft)}.tag.odd{color:var(--odd);background:var(--odd-soft)}
summary{cursor:pointer;overflow-wrap:anywhere}
.answer{background:var(--soft);border-radius:6px;padding:12px 14px;font-size:15px}
pre.answer{font-family:ui-monospace,"Liberation Mono",monospace;font-size:14px;white-space:pre-wrap;overflow-wrap:anywhere}
.answer dt{color:var(--quiet);font-size:13px;margin-top:8px}.answer dt:first-child{margin-top:0}
.answer dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
ins{color:var(--good);background:var(--good-soft);text-decoration:underline}
del{color:var(--bad);background:var(--bad-soft);text-decoration:line-through}
footer{color:var(--quiet);font-size:14px;margin:32px 0;border-top:1px solid var(--line);padding-top:10px}
@media (max-width:640px){main,header{padding-left:14px;padding-right:14px}h1{font-size:23px}
.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:8px}.scroll table{font-size:14px}}
@media print{:root{--page:#fff;--text:#000;--quiet:#444;--line:#bbb;--soft:#f6f6f6;--link:#000;--good:#0b4a1e;--good-soft:#fff;--bad:#8a0b1f;
--bad-soft:#fff;--odd:#5c3900;--odd-soft:#fff;color-scheme:light}
@page{margin:14mm}body{font-size:11pt}nav{display:none}main,header{max-width:none;padding:0}table{font-size:9pt}.answer,pre.answer{font-size:9.5pt}
.scroll{overflow:visible}tr{break-inside:avoid}h2,h3,h4,summary{break-after:avoid}}
)";

}  // namespace

std::string page_style(std::string_view own) {
    return std::string(k_shared) + std::string(own);
}

}  // namespace mkai::cli
