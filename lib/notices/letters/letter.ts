import { LOCALES, type Locale } from '#lib/kernel/locale.ts'
import type { Letter } from '../model.ts'

/** A part of a letter; said once, written as text and as HTML. */
export type Part =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'digits'; readonly digits: string }
  | { readonly is: 'link'; readonly words: string; readonly url: string }
  /** A bill or an address: label and value, the last row the sum if `sum`. */
  | { readonly is: 'rows'; readonly rows: readonly (readonly [string, string])[]; readonly sum?: boolean }
  | { readonly is: 'quiet'; readonly text: string }

const TAG: Record<Locale, string> = { zh: 'zh-CN', en: 'en', fr: 'fr' }

const WHO: Record<Locale, string> = {
  zh: '村播 Cunbo，村里的直播小店。这封信是自动寄出的。',
  en: 'Cunbo, the village livestream shop. This letter was sent by itself.',
  fr: 'Cunbo, la boutique du village en direct. Cette lettre est envoyée automatiquement.',
}

// The paper, the ink and the leaf of app/globals.css; a mail cannot read a style sheet.
const INK = '#1e2a23'
const SOFT = '#4a574e'
const LEAF = '#2e6b3e'
const LINE = '#e4d9c3'
const FONT = "-apple-system, 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', 'Segoe UI', sans-serif"

/** Puts a letter together. All that is not markup of ours is escaped here and nowhere else. */
export function letter(locale: Locale, subject: string, parts: readonly Part[]): Letter {
  if (!LOCALES.includes(locale)) throw new Error(`no letters in ${locale}`)
  const all = [...parts, { is: 'quiet', text: WHO[locale] } as const].map((part) => typeset(part, locale))
  return {
    // A subject is one line whatever a name in it says.
    subject: subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
    text: `${all.map((part) => asText(part, locale)).join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${TAG[locale]}"><head><meta charset="utf-8">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      `<title>${escaped(subject)}</title></head>`,
      `<body style="margin:0;padding:24px 16px;background:#fbf7ef;color:${INK};font:16px/1.6 ${FONT}">`,
      '<main style="max-width:560px;margin:0 auto">',
      ...all.map(asHtml),
      '</main></body></html>',
    ].join('\n'),
  }
}

function asText(part: Part, locale: Locale): string {
  switch (part.is) {
    case 'text':
    case 'quiet':
      return part.text
    case 'digits':
      return `    ${part.digits}`
    case 'link':
      return `${part.words}${COLON[locale]}\n${part.url}`
    case 'rows':
      return part.rows.map(([label, value]) => `${label}${COLON[locale]}${value}`).join('\n')
  }
}

/** In French a mark of two parts keeps to its word with a space that does not break. */
function typeset(part: Part, locale: Locale): Part {
  if (locale !== 'fr') return part
  const french = (text: string) => text.replaceAll(/ (?=[:;?!»])|(?<=«) /g, '\u00a0')
  switch (part.is) {
    case 'text':
    case 'quiet':
      return { ...part, text: french(part.text) }
    case 'link':
      return { ...part, words: french(part.words) }
    case 'rows':
      return { ...part, rows: part.rows.map(([label, value]) => [french(label), french(value)] as const) }
    case 'digits':
      return part
  }
}

const COLON: Record<Locale, string> = { zh: '：', en: ': ', fr: '\u00a0: ' }

function asHtml(part: Part): string {
  switch (part.is) {
    case 'text':
      return `<p style="margin:0 0 16px">${escaped(part.text)}</p>`
    case 'quiet':
      return `<p style="margin:24px 0 0;color:${SOFT};font-size:14px">${escaped(part.text)}</p>`
    case 'digits':
      return `<p style="margin:0 0 16px;font-size:32px;letter-spacing:6px;font-weight:700">${escaped(part.digits)}</p>`
    case 'link':
      return (
        `<p style="margin:0 0 16px"><a href="${escaped(httpOnly(part.url))}" ` +
        `style="display:inline-block;padding:12px 20px;border-radius:12px;background:${LEAF};color:#fff;` +
        `text-decoration:none;font-weight:600">${escaped(part.words)}</a></p>`
      )
    case 'rows':
      return rowsAsHtml(part.rows, part.sum === true)
  }
}

function rowsAsHtml(rows: readonly (readonly [string, string])[], sum: boolean): string {
  const cells = rows.map(([label, value], i) => {
    const weight = sum && i === rows.length - 1 ? 700 : 400
    const cell = `padding:8px 0;border-top:1px solid ${LINE};font-weight:${weight};vertical-align:top`
    return (
      `<tr><th scope="row" style="${cell};text-align:left">${escaped(label)}</th>` +
      `<td style="${cell};text-align:right;padding-left:16px">${escaped(value)}</td></tr>`
    )
  })
  return `<table style="width:100%;border-collapse:collapse;margin:0 0 16px">${cells.join('')}</table>`
}

/** Links are built by the house; anything else in their place is a bug, not a link. */
function httpOnly(url: string): string {
  if (!/^https?:\/\//.test(url)) throw new Error('a link in a letter must begin with http')
  return url
}

const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITY[sign] ?? sign)
}
