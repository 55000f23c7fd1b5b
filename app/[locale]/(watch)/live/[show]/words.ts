import type { getTranslations } from 'next-intl/server'
import type { ShowState } from '#lib/live/model.ts'
import type words from '../../../../../messages/en/watch.json'

type Word = keyof typeof words

const STATES: Record<ShowState, Word> = {
  SCHEDULED: 'stateSCHEDULED',
  LIVE: 'stateLIVE',
  INTERRUPTED: 'stateINTERRUPTED',
  ENDED: 'stateENDED',
  CANCELLED: 'stateCANCELLED',
  STOPPED: 'stateSTOPPED',
}

/** Filled in by the browser as numbers move, so handed over with their holes. */
const PATTERNS = [
  'left',
  'jumpTo',
  'watching',
  'bought',
  'days',
  'hours',
  'minutes',
] as const satisfies readonly Word[]

const PLAIN = [
  'play',
  'pause',
  'mute',
  'unmute',
  'window',
  'captions',
  'backToLive',
  'waiting',
  'signalWeak',
  'signalPoor',
  'position',
  'video',
  'onAirNow',
  'lineUp',
  'lineUpEmpty',
  'toLineUp',
  'buy',
  'soldOut',
  'opening',
  'pack',
  'usual',
  'chat',
  'say',
  'send',
  'nickname',
  'nicknameHint',
  'host',
  'assistant',
  'quiet',
  'closed',
  'moments',
  'interrupted',
  'stopped',
  'cancelled',
  'soon',
  'remindTitle',
  'remindHint',
  'remindEmail',
  'remindDone',
  'aboutShow',
  'noScript',
  'replayGone',
] as const satisfies readonly Word[]

type Translate = Awaited<ReturnType<typeof getTranslations<'watch'>>>

/** The watch page's words as plain strings: its browser half carries no translation machinery. */
export function watchWords(t: Translate) {
  const plain = Object.fromEntries(PLAIN.map((word) => [word, t(word)])) as Record<
    (typeof PLAIN)[number],
    string
  >
  const patterns = Object.fromEntries(PATTERNS.map((word) => [word, t.raw(word)])) as Record<
    (typeof PATTERNS)[number],
    string
  >
  const states = Object.fromEntries(
    Object.entries(STATES).map(([state, word]) => [state, t(word as 'stateLIVE')]),
  ) as Record<ShowState, string>
  return { ...plain, ...patterns, states, home: t('home'), live: states.LIVE }
}
