import { getTranslations } from 'next-intl/server'
import type { BadgeTone } from '#components/ui/badge.tsx'
import type { ShowState } from '#lib/live/model.ts'

type StudioTranslate = Awaited<ReturnType<typeof getTranslations<'studio'>>>

export const STATE_TONES: Readonly<Record<ShowState, BadgeTone>> = {
  SCHEDULED: 'plain',
  LIVE: 'live',
  INTERRUPTED: 'urgent',
  ENDED: 'good',
  CANCELLED: 'plain',
  STOPPED: 'urgent',
}

export function stateWords(t: StudioTranslate): Record<ShowState, string> {
  return {
    SCHEDULED: t('stateSCHEDULED'),
    LIVE: t('stateLIVE'),
    INTERRUPTED: t('stateINTERRUPTED'),
    ENDED: t('stateENDED'),
    CANCELLED: t('stateCANCELLED'),
    STOPPED: t('stateSTOPPED'),
  }
}

/** What every form here says besides its own words. */
export async function formWords() {
  const [t, studio] = await Promise.all([getTranslations('common'), getTranslations('studio')])
  const shared = {
    working: t('working'),
    fieldWrong: t('fieldWrong'),
    optional: t('optional'),
    languages: studio('languages'),
  }
  return (submit: string) => ({ submit, ...shared })
}
