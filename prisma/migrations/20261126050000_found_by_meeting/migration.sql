-- CreateIndex
CREATE INDEX "letter_meeting_id_idx" ON "letter"("meeting_id");

-- CreateIndex
CREATE INDEX "team_todo_meeting_id_idx" ON "team_todo"("meeting_id");
