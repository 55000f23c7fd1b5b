'use client'
import { type ReactNode, type RefObject, useEffect, useRef, useSyncExternalStore } from 'react'
import { classes } from '#components/ui/classes.ts'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import { clock } from './clock.ts'
import type { PinRange } from './pin-ranges.ts'
import { useCaptions } from './use-captions.ts'
import { type PlayerControls, type PlayerState, usePlayer } from './use-player.ts'

export type PlayerWords = Record<
  | 'play'
  | 'pause'
  | 'mute'
  | 'unmute'
  | 'window'
  | 'live'
  | 'backToLive'
  | 'waiting'
  | 'signalWeak'
  | 'signalPoor'
  | 'position'
  | 'video',
  string
>

export interface PlayerProps {
  readonly playlist: string
  readonly live: boolean
  readonly poster: string | null
  /** Of a replay. */
  readonly captions?: { readonly src: string; readonly language: string; readonly label: string } | null
  readonly words: PlayerWords
  onPicture(at: number, pins: readonly PinRange[]): void
  /** Hands the controls to whoever jumps to a product's moment. */
  onReady?(controls: PlayerControls): void
  /** Over the picture, above the controls. */
  children?: ReactNode
}

/** The picture and its few controls. The controls send requests; what they show is what the element said. */
export function Player({
  playlist,
  live,
  poster,
  captions,
  words,
  onPicture,
  onReady,
  children,
}: PlayerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [state, controls] = usePlayer(video, { playlist, live, onPicture })
  const ready = useRef(onReady)
  const latest = useRef(controls)
  latest.current = controls

  useEffect(() => ready.current?.(latest.current), [])
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

  return (
    <div className="night relative h-full w-full overflow-hidden" data-playing={state.playing}>
      <video
        ref={video}
        className="h-full w-full object-cover lg:object-contain"
        poster={poster ?? undefined}
        aria-label={words.video}
        autoPlay
        muted
        playsInline
        disableRemotePlayback
      >
        {captions && (
          <track kind="captions" src={captions.src} srcLang={captions.language} label={captions.label} />
        )}
      </video>
      {alive && state.waiting && (
        <p
          role="status"
          className="-translate-x-1/2 -translate-y-1/2 absolute top-1/2 left-1/2 rounded-full bg-night/70 px-4 py-2 text-sm"
        >
          {words.waiting}
        </p>
      )}
      {children}
      {/* Where no script comes to life there is nothing that they could do. */}
      {alive && (
        <Controls state={state} controls={controls} live={live} words={words}>
          {captions && <CaptionsButton video={video} label={captions.label} />}
        </Controls>
      )}
    </div>
  )
}

function CaptionsButton({ video, label }: { video: RefObject<HTMLVideoElement | null>; label: string }) {
  const [shown, toggle] = useCaptions(video)
  return (
    // On a phone beside the others: a fourth below them would lie in the product moments.
    <div className="absolute top-28 right-14 lg:static">
      <Round icon="captions" label={label} pressed={shown} onPress={toggle} />
    </div>
  )
}

type ControlsProps = {
  state: PlayerState
  controls: PlayerControls
  live: boolean
  words: PlayerWords
  /** More buttons. */
  children?: ReactNode
}

function Controls({ state, controls, live, words, children }: ControlsProps) {
  const canWindow = useSyncExternalStore(never, canHaveWindow, () => false)
  return (
    <>
      <div className="absolute top-20 right-2 z-20 flex flex-col items-end gap-2 lg:top-auto lg:right-4 lg:bottom-4 lg:left-4 lg:flex-row lg:items-center">
        <Round
          icon={state.playing ? 'pause' : 'play'}
          label={state.playing ? words.pause : words.play}
          onPress={controls.togglePlay}
        />
        <Round
          icon={state.muted ? 'muted' : 'sound'}
          label={state.muted ? words.unmute : words.mute}
          onPress={controls.toggleMuted}
        />
        {canWindow && (
          <Round
            icon="window"
            label={words.window}
            pressed={state.inWindow}
            onPress={controls.toggleWindow}
          />
        )}
        {children}
        {live && !state.level && (
          <button
            type="button"
            onClick={controls.goLive}
            className="min-h-12 rounded-full bg-persimmon-deep px-4 font-semibold text-sm text-white"
          >
            {words.backToLive}
          </button>
        )}
        {state.signal !== 'good' && (
          <p role="status" className="rounded-full bg-night/70 px-3 py-1 text-night-wheat text-sm">
            {state.signal === 'weak' ? words.signalWeak : words.signalPoor}
          </p>
        )}
      </div>
      {!live && state.duration > 0 && <Scrubber state={state} seek={controls.seek} label={words.position} />}
    </>
  )
}

/** What the browser can do does not change; the server's drawing knows nothing of it. */
const never = () => () => {}
const canHaveWindow = () => document.pictureInPictureEnabled

function Scrubber({
  state,
  seek,
  label,
}: {
  state: PlayerState
  seek: (seconds: number) => void
  label: string
}) {
  const shown = `${clock(state.position)} / ${clock(state.duration)}`
  return (
    <div className="absolute inset-x-0 bottom-0 z-20 flex items-center gap-3 bg-gradient-to-t from-night/80 to-transparent px-4 pb-[env(safe-area-inset-bottom)] lg:bottom-16">
      <input
        type="range"
        min={0}
        max={Math.floor(state.duration)}
        step={1}
        value={state.position}
        onChange={(event) => seek(Number(event.target.value))}
        aria-label={label}
        aria-valuetext={shown}
        className="h-12 min-w-0 flex-1 accent-wheat"
      />
      <span className="tabular text-sm">{shown}</span>
    </div>
  )
}

type RoundProps = { icon: IconName; label: string; pressed?: boolean; onPress: () => void }

function Round({ icon, label, pressed, onPress }: RoundProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      aria-label={label}
      aria-pressed={pressed}
      className={classes(
        'grid size-12 place-items-center rounded-full',
        pressed ? 'bg-leaf' : 'bg-night/60 hover:bg-night/80',
      )}
    >
      <Icon name={icon} />
    </button>
  )
}
