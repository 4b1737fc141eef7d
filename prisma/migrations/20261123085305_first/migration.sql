-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mail_domain" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sharing_agreement" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE,

    CONSTRAINT "sharing_agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency_contact" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "job_title" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "agency_contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secure_address" (
    "address" TEXT NOT NULL,
    "marked_by_id" UUID NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "secure_address_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "professional" (
    "id" UUID NOT NULL,
    "aad_object_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "dsr_role" TEXT,
    "job_role" TEXT,
    "organisation" TEXT,
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "professional_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "full_name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "date_of_birth" DATE,
    "nhs_number" TEXT,
    "same_as_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mbe_request" (
    "id" UUID NOT NULL,
    "reference" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "requester_id" UUID NOT NULL,
    "owner_id" UUID,
    "person_id" UUID,
    "copied_from_id" UUID,
    "typed" JSONB,
    "purpose" TEXT,
    "why_no_mdt" TEXT,
    "individual_answer" TEXT,
    "individual_detail" TEXT,
    "carer_answer" TEXT,
    "carer_detail" TEXT,
    "basis" TEXT,
    "basis_detail" TEXT,
    "basis_day" DATE,
    "basis_recorded_by_id" UUID,
    "basis_recorded_at" TIMESTAMPTZ(3),
    "needed_by" DATE,
    "length_minutes" INTEGER,
    "place" TEXT,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "urgent_because" TEXT[],
    "policy_version" TEXT,
    "purpose_category" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "decide_by" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decision_reason" TEXT,
    "decision_note" TEXT,
    "end_note" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mbe_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requested_invitee" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "organisation_id" UUID,
    "name" TEXT,
    "email" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "requested_invitee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "information_request" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "information_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_correction" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "request_id" UUID,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "purpose_category" TEXT,
    "length_minutes" INTEGER NOT NULL,
    "needed_by" DATE,
    "place" TEXT,
    "chair_id" UUID,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "booked_by_id" UUID,
    "booked_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "end_note" TEXT,
    "times_looked_for_at" TIMESTAMPTZ(3),
    "transaction_id" UUID NOT NULL,
    "calendar_event_id" TEXT,
    "calendar_uid" TEXT,
    "calendar_etag" TEXT,
    "calendar_sequence" INTEGER,
    "join_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitee" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "organisation_id" UUID,
    "contact_id" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "other_contact" TEXT,
    "position" INTEGER NOT NULL,
    "response" TEXT,
    "responded_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposed_time" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "free" UUID[],
    "busy" UUID[],
    "unknown" UUID[],
    "position" INTEGER NOT NULL,

    CONSTRAINT "proposed_time_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sharing_decision" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "until_day" DATE NOT NULL,
    "decided_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sharing_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "saves" INTEGER NOT NULL DEFAULT 0,
    "recommended_rating" TEXT,
    "next_step" TEXT,
    "themes" TEXT[],
    "gaps" TEXT,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_by_id" UUID,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "outcome_id" UUID NOT NULL,
    "invitee_id" UUID NOT NULL,
    "came" TEXT NOT NULL,
    "stand_in_name" TEXT,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("outcome_id","invitee_id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "outcome_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "parties" TEXT[],
    "position" INTEGER NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreed_action" (
    "id" UUID NOT NULL,
    "outcome_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "due_day" DATE NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "agreed_action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_todo" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "request_id" UUID,
    "meeting_id" UUID,
    "invitee_id" UUID,
    "delivery_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" UUID,
    "note" TEXT,

    CONSTRAINT "team_todo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "request_id" UUID,
    "meeting_id" UUID,
    "outcome_id" UUID,
    "invitee_id" UUID,
    "professional_id" UUID,
    "detail" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_reference" (
    "conversation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "professional_id" UUID,
    "reference" JSONB NOT NULL,
    "unreachable_since" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_reference_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateTable
CREATE TABLE "sent_card" (
    "conversation_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "card" TEXT NOT NULL,
    "noun_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "form_open" BOOLEAN NOT NULL DEFAULT false,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sent_card_pkey" PRIMARY KEY ("conversation_id","activity_id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "key" UUID NOT NULL,
    "use_case" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "reminder" (
    "kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("kind","record_id","due_at")
);

-- CreateTable
CREATE TABLE "reference_counter" (
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "reference_counter_pkey" PRIMARY KEY ("series","year")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "use_case" TEXT NOT NULL,
    "noun" TEXT NOT NULL,
    "noun_id" UUID,
    "result" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT,
    "reason" TEXT,
    "detail" JSONB,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_name_key" ON "organisation"("name");

-- CreateIndex
CREATE INDEX "sharing_agreement_organisation_id_idx" ON "sharing_agreement"("organisation_id");

-- CreateIndex
CREATE INDEX "agency_contact_organisation_id_position_idx" ON "agency_contact"("organisation_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "professional_aad_object_id_key" ON "professional"("aad_object_id");

-- CreateIndex
CREATE INDEX "person_name_key_idx" ON "person"("name_key");

-- CreateIndex
CREATE INDEX "person_nhs_number_idx" ON "person"("nhs_number");

-- CreateIndex
CREATE INDEX "person_same_as_id_idx" ON "person"("same_as_id");

-- CreateIndex
CREATE UNIQUE INDEX "mbe_request_reference_key" ON "mbe_request"("reference");

-- CreateIndex
CREATE INDEX "mbe_request_requester_id_updated_at_idx" ON "mbe_request"("requester_id", "updated_at");

-- CreateIndex
CREATE INDEX "mbe_request_state_needed_by_idx" ON "mbe_request"("state", "needed_by");

-- CreateIndex
CREATE INDEX "mbe_request_state_decide_by_idx" ON "mbe_request"("state", "decide_by");

-- CreateIndex
CREATE INDEX "mbe_request_person_id_idx" ON "mbe_request"("person_id");

-- CreateIndex
CREATE INDEX "requested_invitee_request_id_idx" ON "requested_invitee"("request_id");

-- CreateIndex
CREATE INDEX "information_request_request_id_idx" ON "information_request"("request_id");

-- CreateIndex
CREATE INDEX "request_correction_request_id_idx" ON "request_correction"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_transaction_id_key" ON "meeting"("transaction_id");

-- CreateIndex
CREATE INDEX "meeting_request_id_idx" ON "meeting"("request_id");

-- CreateIndex
CREATE INDEX "meeting_state_ends_at_idx" ON "meeting"("state", "ends_at");

-- CreateIndex
CREATE INDEX "invitee_meeting_id_idx" ON "invitee"("meeting_id");

-- CreateIndex
CREATE INDEX "proposed_time_meeting_id_idx" ON "proposed_time"("meeting_id");

-- CreateIndex
CREATE INDEX "sharing_decision_meeting_id_idx" ON "sharing_decision"("meeting_id");

-- CreateIndex
CREATE UNIQUE INDEX "outcome_meeting_id_version_key" ON "outcome"("meeting_id", "version");

-- CreateIndex
CREATE INDEX "decision_outcome_id_idx" ON "decision"("outcome_id");

-- CreateIndex
CREATE INDEX "agreed_action_outcome_id_idx" ON "agreed_action"("outcome_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_todo_event_key_key" ON "team_todo"("event_key");

-- CreateIndex
CREATE INDEX "team_todo_done_at_created_at_idx" ON "team_todo"("done_at", "created_at");

-- CreateIndex
CREATE INDEX "team_todo_request_id_idx" ON "team_todo"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_event_key_key" ON "delivery"("event_key");

-- CreateIndex
CREATE INDEX "delivery_state_created_at_idx" ON "delivery"("state", "created_at");

-- CreateIndex
CREATE INDEX "delivery_request_id_idx" ON "delivery"("request_id");

-- CreateIndex
CREATE INDEX "delivery_meeting_id_idx" ON "delivery"("meeting_id");

-- CreateIndex
CREATE INDEX "conversation_reference_professional_id_idx" ON "conversation_reference"("professional_id");

-- CreateIndex
CREATE INDEX "sent_card_noun_id_idx" ON "sent_card"("noun_id");

-- CreateIndex
CREATE INDEX "audit_event_noun_id_id_idx" ON "audit_event"("noun_id", "id");

-- AddForeignKey
ALTER TABLE "sharing_agreement" ADD CONSTRAINT "sharing_agreement_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency_contact" ADD CONSTRAINT "agency_contact_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_same_as_id_fkey" FOREIGN KEY ("same_as_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mbe_request" ADD CONSTRAINT "mbe_request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "professional"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mbe_request" ADD CONSTRAINT "mbe_request_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "professional"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mbe_request" ADD CONSTRAINT "mbe_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requested_invitee" ADD CONSTRAINT "requested_invitee_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "mbe_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "information_request" ADD CONSTRAINT "information_request_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "mbe_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "mbe_request"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitee" ADD CONSTRAINT "invitee_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposed_time" ADD CONSTRAINT "proposed_time_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sharing_decision" ADD CONSTRAINT "sharing_decision_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_outcome_id_fkey" FOREIGN KEY ("outcome_id") REFERENCES "outcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_invitee_id_fkey" FOREIGN KEY ("invitee_id") REFERENCES "invitee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_outcome_id_fkey" FOREIGN KEY ("outcome_id") REFERENCES "outcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreed_action" ADD CONSTRAINT "agreed_action_outcome_id_fkey" FOREIGN KEY ("outcome_id") REFERENCES "outcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what the schema language cannot say.

-- The audit record is append-only: nobody corrects it, the product included.
CREATE FUNCTION "audit_event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_is_append_only"();

-- Closed sets of codes.
ALTER TABLE "professional" ADD CONSTRAINT "professional_dsr_role" CHECK ("dsr_role" IN ('coordinator', 'clinical-lead'));
ALTER TABLE "mbe_request"
  ADD CONSTRAINT "mbe_request_state" CHECK ("state" IN ('draft', 'submitted', 'information-requested', 'approved', 'declined', 'withdrawn', 'closed', 'cancelled')),
  ADD CONSTRAINT "mbe_request_basis" CHECK ("basis" IN ('consents', 'best-interest', 'not-yet')),
  -- Only a draft holds what was typed, and only a draft lacks what every request must have.
  ADD CONSTRAINT "mbe_request_complete" CHECK (("state" = 'draft') = ("typed" IS NOT NULL) AND ("state" = 'draft' OR (
    "reference" IS NOT NULL AND "person_id" IS NOT NULL AND "purpose" IS NOT NULL AND "why_no_mdt" IS NOT NULL AND "individual_answer" IS NOT NULL
    AND "carer_answer" IS NOT NULL AND "basis" IS NOT NULL AND "length_minutes" IS NOT NULL AND "submitted_at" IS NOT NULL)));
ALTER TABLE "meeting"
  ADD CONSTRAINT "meeting_kind" CHECK ("kind" IN ('mbe', 'dsr-review', 'cetr', 'laep', 'oversight-visit')),
  ADD CONSTRAINT "meeting_state" CHECK ("state" IN ('being-arranged', 'booked', 'took-place', 'did-not-take-place', 'cancelled', 'outcome-recorded')),
  ADD CONSTRAINT "meeting_has_a_time" CHECK ("state" IN ('being-arranged', 'cancelled') OR ("starts_at" IS NOT NULL AND "ends_at" > "starts_at"));
-- A request has at most one meeting under way, however many coordinators press at once.
CREATE UNIQUE INDEX "meeting_one_under_way" ON "meeting" ("request_id") WHERE "state" IN ('being-arranged', 'booked', 'took-place');
ALTER TABLE "invitee"
  ADD CONSTRAINT "invitee_kind" CHECK ("kind" IN ('agency', 'individual', 'carer', 'other')),
  ADD CONSTRAINT "invitee_response" CHECK ("response" IN ('accepted', 'tentative', 'declined'));
ALTER TABLE "outcome"
  ADD CONSTRAINT "outcome_state" CHECK ("state" IN ('draft', 'sent')),
  ADD CONSTRAINT "outcome_rating" CHECK ("recommended_rating" IN ('red', 'amber', 'green', 'blue'));
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_came" CHECK ("came" IN ('came', 'stand-in', 'did-not-come'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_state" CHECK ("state" IN ('due', 'sending', 'sent', 'may-have-been-sent', 'failed', 'not-needed'));
ALTER TABLE "conversation_reference" ADD CONSTRAINT "conversation_reference_kind" CHECK ("kind" IN ('personal', 'channel'));
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_result" CHECK ("result" IN ('done', 'refused'));
