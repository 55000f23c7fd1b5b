import { getTranslations } from 'next-intl/server'
import type studio from '../../../../../../../messages/en/studio.json'
import type watch from '../../../../../../../messages/en/watch.json'
import { STATE_TONES, stateWords } from '../../../studio-words.ts'

const PLAIN = [
  'lineUp',
  'pinned',
  'tapToPin',
  'soldOut',
  'noLineUp',
  'notDone',
  'pinTab',
  'chatTab',
  'end',
  'endShow',
  'endHint',
  'endSure',
  'notYet',
  'ended',
  'lost',
  'latestSales',
  'say',
  'send',
  'quiet',
  'chatClosed',
  'host',
  'assistant',
  'deleteLine',
  'mute',
  'muted',
  'ownView',
  'ownViewHint',
  'closeView',
] as const satisfies readonly (keyof typeof studio)[]

/** Filled in by the browser, so handed over with their holes. */
const PATTERNS = [
  'left',
  'viewersNow',
  'orderLanded',
  'moderate',
  'unmute',
] as const satisfies readonly (keyof typeof studio)[]

const PLAYER = [
  'play',
  'pause',
  'mute',
  'unmute',
  'window',
  'backToLive',
  'waiting',
  'signalWeak',
  'signalPoor',
  'position',
  'video',
] as const satisfies readonly (keyof typeof watch)[]

/** The desk's words as plain strings: its browser half carries no translation machinery. */
export async function deskWords() {
  const [t, common, player] = await Promise.all([
    getTranslations('studio'),
    getTranslations('common'),
    getTranslations('watch'),
  ])
  const plain = Object.fromEntries(PLAIN.map((word) => [word, t(word)])) as Record<
    (typeof PLAIN)[number],
    string
  >
  const patterns = Object.fromEntries(PATTERNS.map((word) => [word, t.raw(word)])) as Record<
    (typeof PATTERNS)[number],
    string
  >
  const players = Object.fromEntries(PLAYER.map((word) => [word, player(word)])) as Record<
    (typeof PLAYER)[number],
    string
  >
  const states = stateWords(t)
  return {
    ...plain,
    ...patterns,
    player: { ...players, live: states.LIVE },
    states,
    tones: STATE_TONES,
    back: t('prepare'),
    working: common('working'),
    fieldWrong: common('fieldWrong'),
    close: common('close'),
  }
}
