import { createHash } from 'node:crypto'
import type { Locale } from '#lib/kernel/locale.ts'

/** Text that is markup already. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = string | number | Markup | null | undefined | readonly Piece[]

function written(piece: Piece): string {
  if (piece === null || piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  if (typeof piece === 'object') return piece.map(written).join('')
  return String(piece).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A template whose pieces are escaped unless they are markup. */
export function html(literal: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(literal.map((part, index) => part + written(pieces[index])).join(''))
}

const STYLE = `
:root{--paper:#fbf7ef;--card:#fff;--ink:#1e2a23;--soft:#55625a;--line:#d9d1bf;--leaf:#2e6b3e;--hot:#b23a14;--wheat:#f4e3b5}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Inter,system-ui,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif}
.notice{background:var(--wheat);border-bottom:1px solid #d9a441;padding:12px 16px;text-align:center;font-weight:600}
main{max-width:960px;margin:0 auto;padding:24px 16px 64px;display:grid;gap:24px}
.one{max-width:560px}
h1{font-size:24px;line-height:1.25;margin:0 0 8px}
h2{font-size:18px;margin:0 0 12px}
p{margin:0 0 12px}
.soft{color:var(--soft)}
.total{font-size:36px;line-height:1.2;font-weight:700;font-variant-numeric:tabular-nums;margin:0 0 16px}
section,details{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px}
ul{list-style:none;margin:0;padding:0}
.lines li{display:flex;gap:12px;align-items:center;padding:12px 0;border-top:1px solid var(--line)}
.lines li:first-child{border-top:0}
.lines .what{flex:1}
.lines img{width:48px;height:48px;object-fit:cover;border-radius:8px}
.money{font-variant-numeric:tabular-nums;white-space:nowrap}
form{display:grid;gap:12px}
fieldset{border:0;margin:0;padding:0;display:grid;gap:8px}
legend{padding:0;font-weight:600}
label{display:grid;gap:4px;font-weight:600}
label.choice{display:flex;gap:12px;align-items:center;min-height:48px;padding:0 12px;border:1px solid var(--line);border-radius:12px;font-weight:400}
input:not([type=radio],[type=checkbox]){font:inherit;font-weight:400;min-height:48px;padding:0 12px;border:1px solid #8a8371;border-radius:12px;width:100%;background:#fff;color:inherit}
input[type=radio],input[type=checkbox]{width:20px;height:20px;accent-color:var(--leaf);margin:0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:12px}
button{font:inherit;font-weight:600;min-height:48px;border-radius:12px;border:1px solid var(--leaf);background:var(--leaf);color:#fff;padding:0 16px;cursor:pointer;width:100%}
button.plain{background:#fff;color:var(--ink);border-color:#8a8371}
button.no{background:#fff;color:var(--hot);border-color:var(--hot)}
a{color:var(--leaf)}
a.back{display:inline-flex;min-height:48px;align-items:center}
.card{display:grid;gap:12px}
form:has(input[name=method]:not([value=card]):checked) .card{display:none}
.stack{display:grid;gap:12px;margin:0 0 12px}
summary{min-height:48px;display:flex;align-items:center;font-weight:600;cursor:pointer;list-style:none}
summary::after{content:"+";margin-left:auto}
details[open] summary::after{content:"–"}
details{padding:0 20px;margin:24px 0 0}
.error{border:1px solid var(--hot);color:var(--hot);background:#fff;border-radius:12px;padding:12px;margin:0 0 12px;font-weight:600}
:focus-visible{outline:3px solid #d9a441;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
td{padding:4px 8px 4px 0;border-top:1px solid var(--line);vertical-align:top}
@media(min-width:760px){main.two{grid-template-columns:1fr 1fr;align-items:start}}
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

export interface Page {
  readonly status: number
  readonly locale: Locale
  readonly title: string
  readonly notice: string
  readonly body: Markup
  /** Origins that a form of the page may lead to, by a redirect as well: browsers check those too. */
  readonly leadsTo: readonly string[]
  readonly pictures: readonly string[]
}

const LANGUAGE: Record<Locale, string> = { zh: 'zh-CN', en: 'en', fr: 'fr' }

export function writePage(page: Page): string {
  return html`<!doctype html>
<html lang="${LANGUAGE[page.locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header class="notice">${page.notice}</header>
${page.body}
</body>
</html>
`.text
}

/** No script at all, the page's own style, and forms that lead back to the shop. */
export function pageHeaders(page: Page): Record<string, string> {
  const sources = (fixed: string, origins: readonly string[]) => [...new Set([fixed, ...origins])].join(' ')
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${STYLE_HASH}'`,
      page.pictures.length > 0 ? sources('img-src', page.pictures) : "img-src 'none'",
      sources("form-action 'self'", page.leadsTo),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    // The shop's door compares origins; with no-referrer a browser would send none of use.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}

/** The origin of an absolute address, as a content security policy names it. */
export function originOf(address: string | null): string[] {
  const url = address === null ? null : URL.parse(address)
  return url ? [url.origin] : []
}
