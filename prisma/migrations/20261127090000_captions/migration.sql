-- CreateTable
CREATE TABLE "show_captions" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "cues" INTEGER NOT NULL,
    "set_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "show_captions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "show_captions_show_id_key" ON "show_captions"("show_id");

-- AddForeignKey
ALTER TABLE "show_captions" ADD CONSTRAINT "show_captions_show_id_fkey" FOREIGN KEY ("show_id") REFERENCES "show"("id") ON DELETE CASCADE ON UPDATE CASCADE;
