import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { WordsForm } from '#components/catalog/words-form.tsx'
import { CaptionsForm } from '#components/live/captions-form.tsx'
import { EndForm } from '#components/live/end-form.tsx'
import { KeyPanel } from '#components/live/key-panel.tsx'
import { PosterForm } from '#components/live/poster-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { buttonClasses } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageTitle } from '#components/ui/page-title.tsx'
import { Picture } from '#components/ui/picture.tsx'
import { PlainForm } from '#components/ui/plain-form.tsx'
import { paths } from '#lib/edge/paths.ts'
import { inLocale, LOCALES, type Locale } from '#lib/kernel/locale.ts'
import { isOnAir, isOpenFor } from '#lib/live/model.ts'
import type { PreparedShow } from '#lib/live/studio-queries.ts'
import {
  callOff,
  dropCaptions,
  finish,
  makeKey,
  saveTime,
  saveWords,
  sendCaptions,
  sendPoster,
} from '../../../actions.ts'
import { ownOrigin, showVisit } from '../../../studio-visit.ts'
import { formWords, STATE_TONES, stateWords } from '../../../studio-words.ts'
import { asVillageTime } from '../../../village-time.ts'
import { LineUpCard } from './line-up-card.tsx'

type Props = {
  params: Promise<{ show: string }>
  searchParams: Promise<{ q?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { show, locale } = await showVisit((await params).show)
  return { title: inLocale(show.title, locale) }
}

/** Everything about a show that is done before and after it: line-up, encoder, words, time, end. */
export default async function PrepareShowPage({ params, searchParams }: Props) {
  const [{ show: slug }, { q }] = await Promise.all([params, searchParams])
  const [{ show, locale, hosts }, t, format] = await Promise.all([
    showVisit(slug),
    getTranslations('studio'),
    getFormatter(),
  ])
  const onAir = isOnAir(show.state)
  return (
    <>
      <PageTitle
        title={inLocale(show.title, locale)}
        lead={
          <span className="flex flex-wrap items-center gap-3">
            <Badge tone={STATE_TONES[show.state]}>{stateWords(t)[show.state]}</Badge>
            <span className="tabular">
              {format.dateTime(show.scheduledAt, { dateStyle: 'full', timeStyle: 'short' })}
            </span>
            {show.state === 'SCHEDULED' && <span>{t('reminders', { count: show.reminders })}</span>}
          </span>
        }
        actions={
          <>
            {(onAir || show.state === 'SCHEDULED') && (
              <ButtonLink tone={onAir ? 'hot' : 'forward'} href={paths.onAir(locale, slug)}>
                {t('toDesk')}
              </ButtonLink>
            )}
            <ButtonLink href={paths.live(locale, slug)}>{t('look')}</ButtonLink>
          </>
        }
      />
      {show.state === 'ENDED' && (
        <Notice tone="good" className="mb-5">
          {t('ended')}
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {isOpenFor(show.state, 'line-up') && (
          <LineUpCard show={show} locale={locale} hosts={hosts} find={Array.isArray(q) ? q[0] : q} />
        )}
        <div className="flex flex-col gap-5">
          {hosts && isOpenFor(show.state, 'rotate-key') && <EncoderCard showId={show.id} />}
          {hosts && isOpenFor(show.state, 'reschedule') && <TimeCard show={show} />}
          {hosts && isOpenFor(show.state, 'edit') && <WordsCards show={show} locale={locale} />}
          {hosts && isOpenFor(show.state, 'caption') && <CaptionsCard show={show} locale={locale} />}
          {hosts && <EndCard show={show} />}
        </div>
      </div>
    </>
  )
}

async function EncoderCard({ showId }: { showId: string }) {
  const [t, common, origin] = await Promise.all([
    getTranslations('studio'),
    getTranslations('common'),
    ownOrigin(),
  ])
  return (
    <Card title={t('encoder')} lead={t('encoderLead')}>
      <KeyPanel
        showId={showId}
        origin={origin}
        send={makeKey}
        words={{
          keyOnce: t('keyOnce'),
          keyHint: t('keyHint'),
          makeKey: t('makeKey'),
          working: common('working'),
          forFfmpeg: t('forFfmpeg'),
          forObs: t('forObs'),
          obsUrl: t('obsUrl'),
          obsContainer: t('obsContainer'),
          obsMuxer: t('obsMuxer'),
          obsVideo: t('obsVideo'),
          obsKeyframes: t('obsKeyframes'),
          obsAudio: t('obsAudio'),
          copy: t('copy'),
          copied: t('copied'),
        }}
      />
    </Card>
  )
}

async function TimeCard({ show }: { show: PreparedShow }) {
  const [t, words] = await Promise.all([getTranslations('studio'), formWords()])
  return (
    <Card title={t('time')}>
      <PlainForm
        id="time"
        send={saveTime}
        hidden={{ showId: show.id }}
        fields={[
          {
            name: 'scheduledAt',
            type: 'datetime-local',
            label: t('time'),
            hint: t('timeHint'),
            defaultValue: asVillageTime(show.scheduledAt),
          },
        ]}
        words={words(t('save'))}
      />
    </Card>
  )
}

async function WordsCards({ show, locale }: { show: PreparedShow; locale: Locale }) {
  const [t, common, words] = await Promise.all([
    getTranslations('studio'),
    getTranslations('common'),
    formWords(),
  ])
  return (
    <>
      <Card title={t('words')}>
        <WordsForm
          id="words"
          narrow
          locale={locale}
          send={saveWords}
          hidden={{ showId: show.id }}
          localised={[
            { name: 'title', label: t('title'), max: 80, value: show.title },
            {
              name: 'story',
              label: t('story'),
              hint: t('storyHint'),
              max: 2_000,
              rows: 5,
              value: show.story,
            },
          ]}
          words={words(t('save'))}
        />
      </Card>
      <Card title={t('poster')}>
        {show.poster ? (
          <Picture
            picture={show.poster}
            alt={t('poster')}
            sizes="192px"
            className="aspect-[3/4] w-48 rounded-md"
          />
        ) : (
          <p className="text-soft">{t('posterNone')}</p>
        )}
        <PosterForm
          showId={show.id}
          send={sendPoster}
          words={{
            label: t('poster'),
            hint: t('posterHint'),
            submit: t('posterSend'),
            working: common('working'),
          }}
        />
      </Card>
    </>
  )
}

/** For the replay; who speaks while the show is on air is not written down. */
async function CaptionsCard({ show, locale }: { show: PreparedShow; locale: Locale }) {
  const [t, common, words] = await Promise.all([
    getTranslations('studio'),
    getTranslations('common'),
    formWords(),
  ])
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const nameOf = (language: Locale) => names.of(language) ?? language
  return (
    <Card title={t('captions')} lead={t('captionsLead')}>
      {show.captions ? (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <a href={paths.captions(show.captions.id)} className="underline">
            {t('captionsThere', { language: nameOf(show.captions.language) })}
          </a>
          <PlainForm
            id="drop-captions"
            send={dropCaptions}
            hidden={{ showId: show.id }}
            fields={[]}
            tone="quiet"
            words={words(t('captionsRemove'))}
          />
        </div>
      ) : (
        <p className="mb-4 text-soft">{t('captionsNone')}</p>
      )}
      <CaptionsForm
        showId={show.id}
        send={sendCaptions}
        languages={LOCALES.map((value) => ({ value, label: nameOf(value) }))}
        words={{
          label: t('captionsFile'),
          hint: t('captionsHint'),
          language: t('captionsLanguage'),
          submit: t('captionsSend'),
          working: common('working'),
        }}
      />
    </Card>
  )
}

/** What cannot be taken back, folded away. */
async function EndCard({ show }: { show: PreparedShow }) {
  const [t, common] = await Promise.all([getTranslations('studio'), getTranslations('common')])
  const shared = { working: common('working'), fieldWrong: common('fieldWrong') }
  const deed = isOpenFor(show.state, 'end')
    ? { title: t('endShow'), send: finish, hint: t('endHint'), sure: t('endSure') }
    : isOpenFor(show.state, 'cancel')
      ? { title: t('cancelShow'), send: callOff, hint: t('cancelHint'), sure: t('cancelSure') }
      : null
  if (!deed) return null
  return (
    <details className="rounded-md border border-line p-2">
      <summary className={buttonClasses({ tone: 'quiet' })}>{deed.title}</summary>
      <div className="p-3">
        <EndForm
          showId={show.id}
          send={deed.send}
          words={{ hint: deed.hint, sure: deed.sure, submit: deed.title, ...shared }}
        />
      </div>
    </details>
  )
}
