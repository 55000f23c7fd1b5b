'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { PlayerWords } from '#components/player/player.tsx'
import { classes } from '#components/ui/classes.ts'
import { Icon } from '#components/ui/icon.tsx'

// The player is heavier than the desk: it comes when somebody asks for the picture.
const Player = dynamic(() => import('#components/player/player.tsx').then(({ Player }) => Player), {
  ssr: false,
})

export type OwnViewWords = Record<'ownView' | 'ownViewHint' | 'closeView', string> & { player: PlayerWords }

type Props = {
  show: { readonly playlist: string; readonly poster: string | null }
  live: boolean
  words: OwnViewWords
  className?: string
}

/** The stage of the desk: the host's own show as viewers see it, if she wants to spend the data. */
export function OwnView({ show, live, words, className }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <section className={classes('flex min-h-0 flex-col gap-2', className)}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        disabled={!live && !open}
        className="flex min-h-14 items-center justify-center gap-2 rounded-md border border-night-line bg-night-raised px-4 font-semibold disabled:text-night-soft"
      >
        <Icon name={open ? 'pause' : 'play'} />
        {open ? words.closeView : words.ownView}
      </button>
      {open ? (
        <div className="h-[38dvh] overflow-hidden rounded-md lg:h-auto lg:min-h-0 lg:flex-1">
          <Player
            playlist={show.playlist}
            live={live}
            poster={show.poster}
            words={words.player}
            onPicture={() => {}}
          />
        </div>
      ) : (
        <div className="hidden min-h-0 flex-1 flex-col overflow-hidden rounded-md bg-night-raised lg:flex">
          {show.poster && <img src={show.poster} alt="" className="min-h-0 flex-1 object-cover opacity-60" />}
          <p className="p-4 text-night-soft text-sm">{words.ownViewHint}</p>
        </div>
      )}
    </section>
  )
}
