-- AlterTable
ALTER TABLE "outbox" ADD COLUMN "set_aside_at" TIMESTAMPTZ(3);
