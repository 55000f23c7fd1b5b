-- AlterTable
ALTER TABLE "order" ADD COLUMN "dispute" TEXT;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN "dispute_amount" INTEGER,
ADD COLUMN "dispute_id" TEXT,
ADD COLUMN "dispute_reason" TEXT,
ADD COLUMN "dispute_state" TEXT;
