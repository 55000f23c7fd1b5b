import { redirect } from 'next/navigation'
import { paths } from '#lib/edge/paths.ts'
import { visit } from '#lib/edge/request.ts'

/** The shed's work begins with what is to be packed. */
export default async function CooperativeHomePage({ params }: { params: Promise<{ coop: string }> }) {
  const [{ coop }, { locale }] = await Promise.all([params, visit()])
  redirect(paths.coopPacking(locale, coop))
}
