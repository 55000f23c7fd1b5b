import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { CaptionsFault, CaptionsFlaw } from './model.ts'

type VttFault = Extract<CaptionsFault, { code: 'captions-unreadable' }>

interface Cue {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** No show is longer. */
const LATEST_MS = 100 * 3_600_000
/** High up in the picture: below lie the cards, the chat and the controls. */
const PLACE = 'line:14%'
const TIMES =
  /^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]|$)/

/**
 * Reads WebVTT (W3C, section 4.1) and writes it anew as the least that shows captions: times and plain text. Styles,
 * regions, notes, places and marks inside a line are left out, so that a file can say something and do nothing.
 */
export function plainVtt(bytes: Uint8Array): Result<{ vtt: string; cues: number }, VttFault> {
  const text = decoded(bytes)
  if (text === null) return unreadable('not-text', 1)
  const lines = text.split(/\r\n|\n|\r/)
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) return unreadable('no-header', 1)
  const cues: Cue[] = []
  for (let at = 1; at < lines.length; at++) {
    if (!lines[at]?.includes('-->')) continue
    const cue = cueAt(lines, at)
    if (!cue) return unreadable('bad-time', at + 1)
    if (cue.text) cues.push(cue)
    while (at < lines.length && lines[at] !== '') at++
  }
  if (cues.length === 0) return unreadable('no-cues', lines.length)
  // Players want them in order.
  cues.sort((a, b) => a.from - b.from)
  const written = cues.map(({ from, to, text }) => `${clock(from)} --> ${clock(to)} ${PLACE}\n${text}\n`)
  return ok({ vtt: `WEBVTT\n\n${written.join('\n')}`, cues: cues.length })
}

function unreadable(why: CaptionsFlaw, line: number) {
  return refuse({ code: 'captions-unreadable' as const, why, line })
}

/** Null for what is not UTF-8, or holds what no text holds. */
function decoded(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
    return /[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text) ? null : text
  } catch {
    return null
  }
}

function cueAt(lines: readonly string[], at: number): Cue | null {
  const times = TIMES.exec(lines[at] ?? '')
  if (!times) return null
  const [from, to] = [milliseconds(times[1]), milliseconds(times[2])]
  if (from >= to || to > LATEST_MS) return null
  const end = lines.indexOf('', at)
  const text = lines
    .slice(at + 1, end === -1 ? undefined : end)
    // An arrow would begin another cue.
    .map((line) =>
      line
        .replace(/<[^>]*>?/g, '')
        .replaceAll('-->', '→')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n')
  return { from, to, text }
}

function milliseconds(time = ''): number {
  const [rest = '', thousandths = ''] = time.split('.')
  return rest.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1_000 + Number(thousandths)
}

function clock(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const rest = `${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`
  return `${two(ms / 3_600_000)}:${rest}`
}
