import { captionsText } from '#lib/live/queries.ts'

type Params = { params: Promise<{ captions: string }> }

/** A replay's captions. Another file is another id, so whoever has it may keep it. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const text = await captionsText((await params).captions)
  if (text === null) return new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } })
  return new Response(text, {
    // Not for a year: captions that were taken back shall be gone in an hour.
    headers: { 'Content-Type': 'text/vtt; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  })
}
