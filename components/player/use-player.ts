'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { askToPlay } from './ask-to-play.ts'
import { catchUpRate } from './catch-up.ts'
import { type PinRange, pinsAt } from './pin-ranges.ts'
import { type ViewerSignal, viewerSignal } from './signal.ts'
import type { Source } from './source.ts'

/** What the element and the source say; the controls show this and nothing that was only asked for. */
export interface PlayerState {
  readonly playing: boolean
  readonly muted: boolean
  /** The picture stands still for want of data. */
  readonly waiting: boolean
  /** Follows the live picture, give or take the breathing of segments. */
  readonly level: boolean
  readonly signal: ViewerSignal
  /** Seconds; in a replay. */
  readonly position: number
  readonly duration: number
  readonly inWindow: boolean
}

export interface PlayerControls {
  togglePlay(): void
  toggleMuted(): void
  toggleWindow(): void
  goLive(): void
  seek(seconds: number): void
  /** Jumps to the picture captured at this time, milliseconds. */
  seekToPicture(at: number): void
}

interface Options {
  readonly playlist: string
  readonly live: boolean
  /** Called when the pins of the picture change, and about once a second with its capture time. */
  onPicture(at: number, pins: readonly PinRange[]): void
}

const BEGINNING: PlayerState = {
  playing: false,
  muted: true,
  waiting: true,
  level: true,
  signal: 'good',
  position: 0,
  duration: 0,
  inWindow: false,
}

/** Behind by more than this, a viewer is offered the way back to live. Seconds. */
const OUT_OF_LEVEL = 6
const TICK_MS = 100
const FELT_MS = 30_000

export function usePlayer(
  video: RefObject<HTMLVideoElement | null>,
  { playlist, live, onPicture }: Options,
): [PlayerState, PlayerControls] {
  const [state, setState] = useState(BEGINNING)
  const source = useRef<Source | null>(null)
  // Once the viewer paused or went back by herself, nobody drags her forward.
  const following = useRef(true)
  const tell = useRef(onPicture)
  tell.current = onPicture

  // The player and the element live outside React: this is where they meet.
  useEffect(() => {
    const element = video.current
    if (!element) return
    const stop = new AbortController()
    const change = (next: Partial<PlayerState>) =>
      setState((now) =>
        Object.entries(next).some(([key, value]) => now[key as keyof PlayerState] !== value)
          ? { ...now, ...next }
          : now,
      )
    const on = (type: string, listener: () => void) =>
      element.addEventListener(type, listener, { signal: stop.signal })

    // Before the first picture there is nothing that could stand still.
    let begun = false
    on('playing', () => {
      begun = true
      change({ playing: true, waiting: false })
    })
    on('pause', () => change({ playing: false }))
    on('ended', () => change({ playing: false }))
    on('waiting', () => change({ waiting: true }))
    on('volumechange', () => change({ muted: element.muted }))
    on('durationchange', () => change({ duration: Number.isFinite(element.duration) ? element.duration : 0 }))
    on('enterpictureinpicture', () => change({ inWindow: true }))
    on('leavepictureinpicture', () => change({ inWindow: false }))

    void openSource(element, playlist, live, (waiting) => change({ waiting })).then((opened) => {
      if (stop.signal.aborted) opened.close()
      else source.current = opened
    })
    void askToPlay(element, change)

    const stalls: { at: number; ms: number }[] = []
    const before = { position: -1, at: performance.now(), pins: '', said: 0 }
    const look = () => {
      const opened = source.current
      if (!opened) return
      const now = performance.now()
      if (begun && !element.paused && element.currentTime === before.position)
        stalls.push({ at: now, ms: now - before.at })
      while (stalls[0] && stalls[0].at < now - FELT_MS) stalls.shift()

      const behind = opened.behind()
      if (live && behind !== null && following.current && !element.paused) {
        const rate = catchUpRate({ behind, buffered: bufferedAhead(element), rate: element.playbackRate })
        if (element.playbackRate !== rate) element.playbackRate = rate
      }
      change({
        level: !live || behind === null || behind < OUT_OF_LEVEL,
        position: live ? 0 : Math.floor(element.currentTime),
        signal: viewerSignal({
          stalledMs: stalls.reduce((sum, { ms }) => sum + ms, 0),
          headroom: opened.headroom(),
        }),
      })

      lookForPins()
      before.position = element.currentTime
      before.at = now
    }
    const lookForPins = () => {
      const opened = source.current
      const at = opened?.pictureAt() ?? null
      if (!opened || at === null) return
      const now = performance.now()
      const pins = pinsAt(opened.pins(), at)
      const names = pins.map(({ id }) => id).join()
      if (names === before.pins && now - before.said < 1_000) return
      before.said = now
      before.pins = names
      tell.current(at, pins)
    }
    // Pins frame by frame where the browser tells of frames, so that one changes with its picture; all of it by the
    // clock, for stalls have no frames.
    const ticking = setInterval(look, TICK_MS)
    let frame = 0
    const perFrame = () => {
      lookForPins()
      frame = element.requestVideoFrameCallback(perFrame)
    }
    if ('requestVideoFrameCallback' in element) frame = element.requestVideoFrameCallback(perFrame)

    return () => {
      stop.abort()
      clearInterval(ticking)
      if (frame) element.cancelVideoFrameCallback(frame)
      source.current?.close()
      source.current = null
    }
  }, [video, playlist, live])

  const play = (element: HTMLVideoElement) =>
    void askToPlay(element, (said) => setState((now) => ({ ...now, ...said })))
  const controls: PlayerControls = {
    togglePlay() {
      const element = video.current
      if (!element) return
      if (element.paused) play(element)
      else {
        following.current = false
        element.pause()
      }
    },
    toggleMuted() {
      if (video.current) video.current.muted = !video.current.muted
    },
    toggleWindow() {
      const asked = document.pictureInPictureElement
        ? document.exitPictureInPicture()
        : video.current?.requestPictureInPicture()
      asked?.catch(() => {
        // Refused, it stays where it is, and the button with it.
      })
    },
    goLive() {
      const to = source.current?.livePosition()
      following.current = true
      if (video.current && to !== null && to !== undefined) {
        video.current.currentTime = to
        play(video.current)
      }
    },
    seek(seconds) {
      following.current = false
      if (video.current) video.current.currentTime = seconds
    },
    seekToPicture(at) {
      const to = source.current?.positionOf(at)
      if (video.current && to !== null && to !== undefined) {
        following.current = false
        video.current.currentTime = to
        play(video.current)
      }
    },
  }
  return [state, controls]
}

const fetchHls = () => import('./hls-source.ts')
// On its way while the page is still being brought to life: on a slow line the film waits for nothing else as long.
if (typeof window !== 'undefined') fetchHls().catch(() => {})

/** hls.js first: some browsers claim HLS and then stall. */
async function openSource(
  video: HTMLVideoElement,
  playlist: string,
  live: boolean,
  onWaiting: (waiting: boolean) => void,
): Promise<Source> {
  const options = { video, playlist, live, onWaiting }
  const { canPlayWithHls, openHlsSource } = await fetchHls()
  if (canPlayWithHls()) return openHlsSource(options)
  const { openNativeSource } = await import('./native-source.ts')
  return openNativeSource(options)
}

function bufferedAhead(video: HTMLVideoElement): number {
  for (let i = 0; i < video.buffered.length; i++)
    if (video.buffered.start(i) <= video.currentTime && video.currentTime <= video.buffered.end(i))
      return video.buffered.end(i) - video.currentTime
  return 0
}
