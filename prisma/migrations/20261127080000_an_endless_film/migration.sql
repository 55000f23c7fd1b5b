-- CreateTable
CREATE TABLE "endless_film" (
    "show_id" TEXT NOT NULL,
    "keep_minutes" INTEGER NOT NULL,
    "longest_micros" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "endless_film_pkey" PRIMARY KEY ("show_id")
);

-- CreateIndex
CREATE INDEX "pin_show_id_to_idx" ON "pin"("show_id", "to");
