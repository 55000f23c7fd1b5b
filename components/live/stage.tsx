'use client'
import { type ReactNode, useRef } from 'react'
import { Player, type PlayerWords } from '#components/player/player.tsx'
import type { PlayerControls } from '#components/player/use-player.ts'
import { Moments } from './moments.tsx'
import { useWatch, useWatchStore } from './use-watch.ts'
import type { MomentView, ShowView } from './watch-view.ts'

type Props = {
  show: ShowView
  moments: readonly MomentView[]
  words: PlayerWords & {
    captions: string
    moments: string
    jumpTo: string
    interrupted: string
    stopped: string
  }
  /** Over the top of the picture. */
  bar: ReactNode
  /** Over the picture on a phone, beside it on a wide screen. */
  side: ReactNode
  /** Where there is no picture: scheduled, cancelled. */
  children?: ReactNode
}

/** The picture with what belongs to it. The pins that it reports are the page's pins. */
export function Stage({ show, moments, words, bar, side, children }: Props) {
  const store = useWatchStore()
  const state = useWatch((now) => now.show)
  const controls = useRef<PlayerControls | null>(null)
  const live = state === 'LIVE' || state === 'INTERRUPTED'
  const playable = live || state === 'ENDED'

  return (
    <>
      <div className="night sticky top-0 col-start-1 row-start-1 h-dvh min-h-0 lg:relative lg:col-start-2">
        {bar}
        {playable ? (
          <Player
            // An ended show is another stream: the whole of it, from the beginning.
            key={live ? 'live' : 'replay'}
            playlist={show.playlist}
            live={live}
            poster={show.poster}
            captions={live || !show.captions ? null : { ...show.captions, label: words.captions }}
            words={words}
            onReady={(ready) => {
              controls.current = ready
            }}
            onPicture={(pictureAt, pins) => {
              const now = store.get()
              const same = now.pins.map(({ id }) => id).join() === pins.map(({ id }) => id).join()
              store.set({ ...now, pictureAt, pins: same ? now.pins : pins })
            }}
          >
            {state === 'INTERRUPTED' && (
              <p
                role="status"
                className="absolute inset-x-4 top-20 mr-14 rounded-md bg-night/80 px-4 py-3 text-night-wheat lg:top-4 lg:mr-0"
              >
                {words.interrupted}
              </p>
            )}
          </Player>
        ) : (
          <div className="relative h-full">
            {show.poster && (
              <img src={show.poster} alt="" className="h-full w-full object-cover opacity-25" />
            )}
            <div className="absolute inset-0 grid place-content-center gap-4 p-6 text-center">
              {state === 'STOPPED' ? <p className="text-xl">{words.stopped}</p> : children}
            </div>
          </div>
        )}
      </div>
      <div
        className="pointer-events-none z-10 col-start-1 row-start-1 flex h-dvh min-h-0 flex-col justify-end gap-3 p-3 pb-[max(12px,env(safe-area-inset-bottom))] text-paper data-[replay=true]:pb-14 lg:pointer-events-auto lg:col-start-3 lg:bg-night-raised lg:p-4"
        data-replay={state === 'ENDED'}
      >
        {state === 'ENDED' && moments.length > 0 && (
          <Moments moments={moments} words={words} onJump={(at) => controls.current?.seekToPicture(at)} />
        )}
        {side}
      </div>
    </>
  )
}
