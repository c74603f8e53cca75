-- Runs on PostgreSQL and on H2. Every table but the directory ones (store, api_key, link_code, scheduled_tasks, deployment, node, sweep_lease)
-- has the key (store_id, id): a row belongs to one store. Amounts are integer minor units beside their currency; instants carry a zone.

-- Directory ---------------------------------------------------------------------------------------------------------------

-- The installations that have acted on the shops; the last one does. Rows are never changed.
create table deployment (
    id uuid primary key,
    installation varchar(36) not null,
    adopted_by varchar(200) not null,
    adopted_at timestamp with time zone not null
);

create table store (
    id uuid primary key,
    name varchar(200) not null,
    state varchar(20) not null,
    zone varchar(60) not null,
    -- How often sessions of its members were ended: nodes that remember sessions see from it when to read them again.
    sessions_ended bigint not null,
    version bigint not null,
    created_at timestamp with time zone not null
);

create table api_key (
    id uuid primary key,
    store_id uuid references store (id),
    kind varchar(20) not null,
    name varchar(200) not null,
    secret_hash varchar(64) not null,
    scopes varchar(500) not null,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone
);
create index api_key_store on api_key (store_id, created_at);

-- What a redirect needs of a link, copied here so that it is found by the code alone. Changed without reading the store's tables.
create table link_code (
    code varchar(40) primary key,
    store_id uuid not null references store (id),
    link_id uuid not null,
    leader_id uuid not null,
    variant_id varchar(100),
    target varchar(2000) not null,
    home varchar(2000) not null,
    -- The link leads to its target while both are true.
    link_live boolean not null,
    leader_live boolean not null
);
create index link_code_link on link_code (store_id, link_id);
create index link_code_leader on link_code (store_id, leader_id);
create index link_code_variant on link_code (store_id, variant_id);

-- As db-scheduler wants it.
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data ${binary},
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures int,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- Each node that shares this database, and the last sweep that it completed.
create table node (
    id uuid primary key,
    name varchar(200) not null,
    started_at timestamp with time zone not null,
    swept_at timestamp with time zone not null
);

-- One row: the node that sweeps for all stores.
create table sweep_lease (
    id integer primary key,
    holder uuid not null,
    held_until timestamp with time zone not null
);
insert into sweep_lease (id, holder, held_until)
    values (1, '00000000-0000-0000-0000-000000000000', timestamp with time zone '2000-01-01 00:00:00+00');

-- Connection to the shop -----------------------------------------------------------------------------------------------------

create table shop_connection (
    store_id uuid not null references store (id),
    adapter_id varchar(60) not null,
    settings varchar(20000) not null,
    fingerprint varchar(200) not null,
    shop_name varchar(200) not null,
    currency varchar(3) not null,
    prices_include_tax boolean not null,
    capabilities varchar(500) not null,
    problem varchar(1000),
    problem_since timestamp with time zone,
    changes_cursor varchar(1000),
    -- The last poll for changes; null to poll at once.
    polled_at timestamp with time zone,
    -- Polls that failed in a row, and how long to wait after the last poll.
    poll_failures int default 0 not null,
    poll_pause int default 0 not null,
    version bigint not null,
    connected_at timestamp with time zone not null,
    primary key (store_id)
);

-- An order of the shop as last applied. A hint only marks it dirty.
create table order_snapshot (
    store_id uuid not null references store (id),
    order_id varchar(100) not null,
    -- The latest hint that is not read yet; null if there is none.
    dirty_since timestamp with time zone,
    retry_at timestamp with time zone,
    read_failures int not null,
    last_read_no bigint not null,
    applied_read_no bigint not null,
    applied_at timestamp with time zone,
    placed_at timestamp with time zone,
    missing_since timestamp with time zone,
    -- When it was applied that the shop cancelled or denies it; held back while reversals are paused.
    reversed_at timestamp with time zone,
    reversal_held_at timestamp with time zone,
    member_id uuid,
    participation_id uuid,
    -- Whose order it is at the shop, to find it when that customer is erased. Null for guests, and after the erasure.
    customer_id varchar(100),
    -- Since when nothing of the buyer may be kept here; member_id does not change any more.
    erased_at timestamp with time zone,
    -- While it cannot be read or applied: the id under which the owner retries or skips it, since when, why, and since when the shop answers, but not for this order, or the answer cannot be applied.
    postponement_id uuid,
    failing_since timestamp with time zone,
    failure varchar(1000),
    unusable_since timestamp with time zone,
    -- The owner skipped it: it is not read again until the shop reports a change.
    skipped_at timestamp with time zone,
    snapshot varchar(1000000),
    -- In this order: of several orders at once H2 finds each by its id only if that comes first.
    primary key (order_id, store_id)
);
create index order_snapshot_postponed on order_snapshot (store_id, postponement_id);
-- What was applied lately, to see a sudden mass of reversals.
create index order_snapshot_applied on order_snapshot (store_id, applied_at);
create index order_snapshot_dirty on order_snapshot (retry_at);
-- What was bought in a period, for dry runs.
create index order_snapshot_placed on order_snapshot (store_id, placed_at);
create index order_snapshot_participation on order_snapshot (store_id, participation_id);
create index order_snapshot_member on order_snapshot (store_id, member_id, placed_at);
create index order_snapshot_customer on order_snapshot (store_id, customer_id);

-- A store whose shop suddenly denied or cancelled many orders: reversals wait until the owner has looked.
create table reversal_pause (
    store_id uuid not null references store (id),
    paused_at timestamp with time zone,
    resumed_at timestamp with time zone,
    primary key (store_id)
);

-- What must be done at the shop, written with the decision that caused it.
create table shop_command (
    store_id uuid not null references store (id),
    id uuid not null,
    command_key varchar(150) not null,
    kind varchar(40) not null,
    order_id varchar(100),
    subject_id uuid,
    -- The customer whom the payload names; null for none, and after an erasure.
    customer_id varchar(100),
    payload varchar(4000) not null,
    state varchar(20) not null,
    attempts int not null,
    -- Until when it is left alone, whatever happens; null before the first try.
    not_before timestamp with time zone,
    reference varchar(2000),
    outcome varchar(1000),
    -- What Gather itself must know of the outcome, whose words are for people; null for nothing.
    outcome_code varchar(40),
    created_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    primary key (store_id, id),
    constraint shop_command_key unique (store_id, command_key)
);
create index shop_command_state on shop_command (store_id, state, created_at);
create index shop_command_order on shop_command (store_id, order_id);
create index shop_command_customer on shop_command (store_id, customer_id);
create index shop_command_ended on shop_command (kind, ended_at);

-- Something only a person can mend; open until somebody does or it mends itself.
create table alarm (
    store_id uuid not null references store (id),
    id uuid not null,
    alarm_key varchar(200) not null,
    kind varchar(60) not null,
    message varchar(1000) not null,
    raised_at timestamp with time zone not null,
    closed_at timestamp with time zone,
    -- Whether a person closed it and it was not settled since: the same fact does not open it again.
    dismissed boolean not null,
    primary key (store_id, id),
    constraint alarm_once unique (store_id, alarm_key)
);
create index alarm_open on alarm (store_id, closed_at, raised_at);

create table audit_entry (
    store_id uuid not null references store (id),
    id uuid not null,
    at timestamp with time zone not null,
    actor varchar(100) not null,
    action varchar(100) not null,
    subject varchar(200) not null,
    details varchar(4000) not null,
    primary key (store_id, id)
);
create index audit_entry_subject on audit_entry (store_id, subject, at);
create index audit_entry_action on audit_entry (store_id, action, id);

create table idempotent_answer (
    store_id uuid not null,
    principal varchar(100) not null,
    operation varchar(200) not null,
    idempotency_key varchar(100) not null,
    body_hash varchar(64) not null,
    status int,
    location varchar(500),
    etag varchar(100),
    body varchar(100000),
    keep_for_ever boolean not null,
    created_at timestamp with time zone not null,
    primary key (store_id, principal, operation, idempotency_key)
);
create index idempotent_answer_age on idempotent_answer (keep_for_ever, created_at);

-- Signed events out (Standard Webhooks).
create table event_endpoint (
    store_id uuid not null references store (id),
    id uuid not null,
    url varchar(1000) not null,
    secret varchar(1000) not null,
    active boolean not null,
    created_at timestamp with time zone not null,
    -- No node sends to it before: a node is sending to it now, or it failed a moment ago.
    not_before timestamp with time zone not null,
    -- Pauses in a row because it did not accept what was sent.
    failures int not null,
    -- Whether its alarm was raised and not settled since.
    alarmed boolean not null,
    primary key (store_id, id)
);
create index event_endpoint_turn on event_endpoint (not_before);

-- Only written while an endpoint listens.
create table event_out (
    store_id uuid not null references store (id),
    id uuid not null,
    type varchar(60) not null,
    body varchar(8000) not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id)
);
create index event_out_list on event_out (store_id, created_at);

-- One event to one endpoint. next_attempt_at is null once it has ended.
create table event_delivery (
    store_id uuid not null references store (id),
    event_id uuid not null,
    endpoint_id uuid not null,
    state varchar(9) not null check (state in ('PENDING', 'DELIVERED', 'DEAD', 'CANCELLED')),
    attempts int not null,
    next_attempt_at timestamp with time zone,
    give_up_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    last_failure varchar(500),
    primary key (store_id, event_id, endpoint_id),
    foreign key (store_id, event_id) references event_out (store_id, id),
    foreign key (store_id, endpoint_id) references event_endpoint (store_id, id)
);
create index event_delivery_due on event_delivery (store_id, endpoint_id, next_attempt_at);
create index event_delivery_state on event_delivery (store_id, endpoint_id, state, event_id);

-- People ---------------------------------------------------------------------------------------------------------------------

-- The one table with personal data; everything else refers to the id.
create table member (
    store_id uuid not null references store (id),
    id uuid not null,
    display_name varchar(200) not null,
    email varchar(320),
    erased_at timestamp with time zone,
    sessions_valid_from timestamp with time zone not null,
    joined_at timestamp with time zone not null,
    registered_at timestamp with time zone,
    primary key (store_id, id)
);

-- A customer of the shop is a member; one merged into another is a second alias of it.
create table member_alias (
    store_id uuid not null references store (id),
    customer_id varchar(100) not null,
    member_id uuid not null,
    -- Since when the customer is this member: the first one is whom the shop is told of.
    since timestamp with time zone not null,
    primary key (customer_id, store_id),
    foreign key (store_id, member_id) references member (store_id, id)
);
create index member_alias_member on member_alias (member_id, store_id);

-- Customers of the shop who were erased, by a keyed hash of their ids: what the shop still tells of their orders belongs to the erased member and is kept without them.
create table erased_customer (
    store_id uuid not null references store (id),
    customer_hash varchar(64) not null,
    member_id uuid not null,
    primary key (customer_hash, store_id),
    foreign key (store_id, member_id) references member (store_id, id)
);

-- What somebody wrote about a member beside a posting or an audit entry, which themselves can never be changed. The id is that of the posting or entry. Deleted when the member is erased.
create table member_note (
    store_id uuid not null references store (id),
    id uuid not null,
    member_id uuid not null,
    note varchar(500) not null,
    primary key (store_id, id)
);
create index member_note_member on member_note (store_id, member_id);

create table programme (
    store_id uuid not null references store (id),
    id uuid not null,
    name varchar(200) not null,
    rules varchar(4000) not null,
    open boolean not null,
    version bigint not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id)
);

create table leader (
    store_id uuid not null references store (id),
    id uuid not null,
    member_id uuid not null,
    recruiter_id uuid,
    state varchar(20) not null,
    since timestamp with time zone not null,
    version bigint not null,
    primary key (store_id, id),
    foreign key (store_id, member_id) references member (store_id, id),
    foreign key (store_id, recruiter_id) references leader (store_id, id),
    constraint leader_member unique (store_id, member_id)
);
create index leader_recruiter on leader (store_id, recruiter_id);

-- When a leader was suspended. Orders are credited by what held when they were placed.
create table leader_suspension (
    store_id uuid not null references store (id),
    id uuid not null,
    leader_id uuid not null,
    suspended_at timestamp with time zone not null,
    reinstated_at timestamp with time zone,
    primary key (store_id, id),
    foreign key (store_id, leader_id) references leader (store_id, id)
);
create index leader_suspension_leader on leader_suspension (store_id, leader_id, suspended_at);

-- An invitation of a leader; whoever shows its code is recruited by that leader.
create table invitation (
    store_id uuid not null references store (id),
    id uuid not null,
    programme_id uuid not null,
    leader_id uuid not null,
    code_hash varchar(64) not null,
    expires_at timestamp with time zone not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    constraint invitation_code unique (store_id, code_hash)
);

create table application (
    store_id uuid not null references store (id),
    id uuid not null,
    programme_id uuid not null,
    member_id uuid not null,
    open_member_id uuid,
    recruiter_id uuid,
    pitch varchar(2000) not null,
    state varchar(20) not null,
    screening varchar(4000) not null,
    decided_by varchar(100),
    reason varchar(500),
    applied_at timestamp with time zone not null,
    decided_at timestamp with time zone,
    version bigint not null,
    primary key (store_id, id),
    foreign key (store_id, programme_id) references programme (store_id, id),
    foreign key (store_id, member_id) references member (store_id, id),
    -- One open application per member: null once decided.
    constraint application_open unique (store_id, open_member_id)
);
create index application_list on application (store_id, state, id);
create index application_member on application (store_id, member_id, id);

create table community (
    store_id uuid not null references store (id),
    id uuid not null,
    leader_id uuid not null,
    name varchar(200) not null,
    version bigint not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, leader_id) references leader (store_id, id)
);
create index community_leader on community (store_id, leader_id);

create table community_member (
    store_id uuid not null references store (id),
    community_id uuid not null,
    member_id uuid not null,
    role varchar(20) not null,
    joined_at timestamp with time zone not null,
    primary key (store_id, community_id, member_id),
    foreign key (store_id, community_id) references community (store_id, id),
    foreign key (store_id, member_id) references member (store_id, id)
);
create index community_member_member on community_member (member_id, store_id);

create table group_link (
    store_id uuid not null references store (id),
    id uuid not null,
    code varchar(40) not null,
    leader_id uuid not null,
    variant_id varchar(100),
    target varchar(2000) not null,
    live boolean not null,
    version bigint not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, leader_id) references leader (store_id, id),
    constraint group_link_code unique (store_id, code)
);
create index group_link_leader on group_link (store_id, leader_id, id);

-- When a link was disabled. Orders placed in such a period get no credit by it.
create table group_link_outage (
    store_id uuid not null references store (id),
    id uuid not null,
    link_id uuid not null,
    disabled_at timestamp with time zone not null,
    enabled_at timestamp with time zone,
    primary key (store_id, id),
    foreign key (store_id, link_id) references group_link (store_id, id)
);
create index group_link_outage_link on group_link_outage (link_id, store_id, disabled_at);

create table click_count (
    store_id uuid not null references store (id),
    link_id uuid not null,
    clicked_on date not null,
    clicks bigint not null,
    primary key (store_id, link_id, clicked_on)
);

-- The bonds of a customer to a referrer. One at a time; the earliest wins until it expires. Expired ones stay: orders placed in their time are credited by them.
create table referral (
    store_id uuid not null references store (id),
    member_id uuid not null,
    leader_id uuid not null,
    link_id uuid,
    evidence varchar(40) not null,
    bound_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    primary key (member_id, store_id, bound_at),
    foreign key (store_id, member_id) references member (store_id, id),
    foreign key (store_id, leader_id) references leader (store_id, id)
);
create index referral_leader on referral (store_id, leader_id);

-- A period in which a coupon code of the shop was evidence for a leader. It counts for orders placed then.
create table leader_coupon (
    store_id uuid not null references store (id),
    id uuid not null,
    code varchar(100) not null,
    leader_id uuid not null,
    -- The code until it is taken away: it belongs to one leader at a time.
    current_code varchar(100),
    valid_from timestamp with time zone not null,
    valid_until timestamp with time zone,
    primary key (store_id, id),
    foreign key (store_id, leader_id) references leader (store_id, id),
    constraint leader_coupon_current unique (store_id, current_code)
);
create index leader_coupon_code on leader_coupon (code, store_id, valid_from);
create index leader_coupon_leader on leader_coupon (store_id, leader_id, current_code);

-- Who gets credit for an order: decided once. leader_id is null where nobody does; the reason says why.
create table attribution (
    store_id uuid not null references store (id),
    order_id varchar(100) not null,
    -- Ordered by time, to page by.
    id uuid not null,
    member_id uuid,
    leader_id uuid,
    recruiter_id uuid,
    plan_id uuid,
    evidence varchar(40) not null,
    reason varchar(1000) not null,
    decided_at timestamp with time zone not null,
    -- As that of order_snapshot.
    primary key (order_id, store_id)
);
create index attribution_list on attribution (store_id, id);
create index attribution_leader on attribution (store_id, leader_id, id);

-- Group buying ---------------------------------------------------------------------------------------------------------------

create table campaign (
    store_id uuid not null references store (id),
    id uuid not null,
    name varchar(200) not null,
    variant_id varchar(100) not null,
    title varchar(300) not null,
    -- The product in the shop whose variant it is.
    product_id varchar(2000),
    product_url varchar(2000) not null,
    currency varchar(3) not null,
    list_price bigint not null,
    -- What its buyers are promised, as JSON: price, team, eligibility, stock, schedule, payment, fulfilment.
    terms varchar(60000) not null,
    -- The schedule of the terms.
    starts_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    state varchar(20) not null,
    -- The code and the reason.
    refusal varchar(1000),
    offer_reference varchar(2000),
    -- The price offers that the shop was asked for and has not answered yet: one for each article.
    offers_pending int default 0 not null,
    redemption varchar(20),
    -- Whether the shop gives the price only with the account's e-mail address as billing address.
    account_email boolean default false not null,
    -- OFFER: the shop's checkout charges the group price, or the first of several. REBATE: buyers pay the shop's price and get the difference back. Null until published.
    price_by varchar(20),
    -- PUBLIC: shown in the directory. LINK_ONLY: only who has its id sees it. AUDIENCE: the audience finds it, too.
    visibility varchar(20) default 'PUBLIC' not null,
    -- The group of members for whom it is, by the terms; null for everyone.
    audience varchar(60),
    -- Whether buyers collect at any active pickup point of the store.
    any_point boolean default false not null,
    -- Until then its teams are compared with the visibility, which was changed a moment ago. Null otherwise.
    relist_until timestamp with time zone,
    -- Whether the members who are interested in it were told that it accepts buyers.
    announced boolean default false not null,
    -- The last of them who was told, by id.
    announced_to uuid default '00000000-0000-0000-0000-000000000000' not null,
    version bigint not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id)
);
create index campaign_list on campaign (store_id, state, created_at);
create index campaign_due on campaign (state, ends_at);
create index campaign_directory on campaign (store_id, state, visibility, id desc);
create index campaign_variant on campaign (store_id, variant_id, state, visibility, id desc);
create index campaign_audience on campaign (store_id, audience, state, id desc);
create index campaign_relist on campaign (relist_until);
create index campaign_announce on campaign (announced, state, visibility, starts_at);

-- Members who want to be told when an article, or the article of a campaign, is in a new campaign.
create table interest (
    store_id uuid not null references store (id),
    member_id uuid not null,
    variant_id varchar(100) not null,
    -- The campaign's id in lower case; empty for an article.
    campaign varchar(36) default '' not null,
    title varchar(300) not null,
    created_at timestamp with time zone not null,
    delete_at timestamp with time zone not null,
    primary key (store_id, member_id, variant_id, campaign),
    foreign key (store_id, member_id) references member (store_id, id)
);
create index interest_campaign on interest (store_id, campaign, created_at);
create index interest_article on interest (store_id, variant_id, member_id);
create index interest_delete on interest (delete_at);

-- The articles beside the main one of campaigns that were published; what they cost stands in the terms.
create table campaign_article (
    store_id uuid not null references store (id),
    campaign_id uuid not null,
    variant_id varchar(100) not null,
    title varchar(300) not null,
    -- Null while the shop has no price offer for it.
    offer_reference varchar(2000),
    primary key (store_id, campaign_id, variant_id),
    foreign key (store_id, campaign_id) references campaign (store_id, id)
);
create index campaign_article_variant on campaign_article (store_id, variant_id);

-- The shop's prices of one unit of articles that campaigns sell, each from the first to the last time that it was seen.
create table article_price (
    store_id uuid not null references store (id),
    variant_id varchar(100) not null,
    since timestamp with time zone not null,
    currency varchar(3) not null,
    price bigint not null,
    seen_until timestamp with time zone not null,
    primary key (store_id, variant_id, since)
);

-- The articles at whose prices Gather looks, until a month after the last campaign that sold them.
create table price_watch (
    store_id uuid not null references store (id),
    variant_id varchar(100) not null,
    read_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    primary key (store_id, variant_id)
);
create index price_watch_due on price_watch (read_at);

-- The pickup points that the terms of campaigns that were published name.
create table campaign_point (
    store_id uuid not null references store (id),
    campaign_id uuid not null,
    point_id uuid not null,
    primary key (store_id, campaign_id, point_id),
    foreign key (store_id, campaign_id) references campaign (store_id, id)
);
create index campaign_point_point on campaign_point (store_id, point_id);

-- A campaign that repeats.
create table campaign_series (
    store_id uuid not null references store (id),
    -- The id of the campaign with which it began.
    id uuid not null,
    -- The campaign whose terms the cycles to come get.
    template_id uuid not null,
    -- An iCalendar recurrence rule (RFC 5545) of the cut-offs, in the store's zone.
    rule varchar(500) not null,
    -- The cut-off with which the rule begins.
    first_cut_off timestamp with time zone not null,
    -- How long before its cut-off a cycle opens, by the clock on the wall.
    opens_before_seconds bigint not null,
    -- The cycles that are published before they open.
    ahead int not null,
    state varchar(20) not null,
    -- When the next cycle is due; null for never.
    due_at timestamp with time zone,
    version bigint not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, id) references campaign (store_id, id),
    foreign key (store_id, template_id) references campaign (store_id, id)
);
create index campaign_series_due on campaign_series (due_at);

-- The cycles of a series that have a campaign, and the dates that are skipped. The primary key makes each at most once.
create table campaign_cycle (
    store_id uuid not null references store (id),
    series_id uuid not null,
    cut_off timestamp with time zone not null,
    -- Null for a date that is skipped.
    campaign_id uuid,
    state varchar(20) not null,
    -- When standing orders are to be served: from its opening until that is done. Null otherwise.
    orders_due_at timestamp with time zone,
    created_at timestamp with time zone not null,
    primary key (store_id, series_id, cut_off),
    foreign key (store_id, series_id) references campaign_series (store_id, id),
    foreign key (store_id, campaign_id) references campaign (store_id, id),
    constraint campaign_cycle_once unique (store_id, campaign_id)
);
create index campaign_cycle_orders on campaign_cycle (orders_due_at);

-- What a member takes in each cycle of a series. Deleted when it ends, and with the member.
create table standing_order (
    store_id uuid not null references store (id),
    id uuid not null,
    series_id uuid not null,
    member_id uuid not null,
    -- The articles and their units. JSON.
    lines varchar(4000) not null,
    -- Where they are collected; null to choose in each cycle.
    pickup_point_id varchar(100),
    -- It takes part in cycles that open from then on; null if it is not paused.
    paused_until timestamp with time zone,
    -- It takes part in cycles that open after that.
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, series_id) references campaign_series (store_id, id),
    foreign key (store_id, member_id) references member (store_id, id),
    constraint standing_order_once unique (store_id, series_id, member_id)
);
create index standing_order_page on standing_order (store_id, series_id, id);
create index standing_order_member on standing_order (member_id, store_id);

-- The standing orders that were served in a cycle, until all of its orders are. The primary key makes it once.
create table standing_order_cycle (
    store_id uuid not null references store (id),
    standing_order_id uuid not null,
    campaign_id uuid not null,
    -- TAKEN, PARTLY or SKIPPED.
    outcome varchar(20) not null,
    served_at timestamp with time zone not null,
    primary key (store_id, campaign_id, standing_order_id)
);

-- The units of a campaign that sells a limited number. Made by its first team. Each open team has reserved the most units that it can sell.
create table campaign_units (
    store_id uuid not null references store (id),
    campaign_id uuid not null,
    units int not null,
    reserved int not null,
    -- The most units that a team can sell: so many are reserved for each.
    per_team int not null,
    primary key (store_id, campaign_id),
    foreign key (store_id, campaign_id) references campaign (store_id, id),
    constraint campaign_units_left check (reserved >= 0 and reserved <= units)
);

create table team (
    store_id uuid not null references store (id),
    id uuid not null,
    campaign_id uuid not null,
    opened_by uuid not null,
    -- The place with which it was opened: its buyer may get a price of their own.
    opening_place_id uuid,
    size int not null,
    -- Paid places that it needs at its deadline.
    minimum int not null,
    -- Paid units that it needs at its deadline; 0 if only places count.
    minimum_units int default 0 not null,
    -- The most units of all its places; 0 if only places are limited.
    capacity int default 0 not null,
    held int not null,
    -- The units of the held places.
    held_units int default 0 not null,
    paid int not null,
    -- The units of the paid places.
    units int default 0 not null,
    -- The friends who have helped its buyer, and how many can; 0 if nobody can help.
    helps int default 0 not null,
    most_helps int default 0 not null,
    state varchar(20) not null,
    opened_at timestamp with time zone not null,
    deadline timestamp with time zone not null,
    closed_at timestamp with time zone,
    -- Stable code of why it failed; null otherwise.
    reason varchar(60),
    -- When something is to be done next: the deadline, another look at the shop, settling the places. Null at the end.
    due_at timestamp with time zone,
    -- Whether its campaign is public.
    listed boolean default true not null,
    -- Whether its buyers only reserve: the payment of its presale is not open yet.
    reserving boolean default false not null,
    -- When its buyers are reminded of the deadline; null once they were.
    remind_at timestamp with time zone,
    -- Whether buyers were told that it is nearly full, or are not to be told.
    nearly_full_told boolean default false not null,
    -- Since when its leaders are to be told that it was opened, or has succeeded; null once they were.
    leaders_due_at timestamp with time zone,
    -- Its part of the directory: MANY places are free, or FEW (one or two), or none (FULL); HIDDEN if it is not listed; null once it is not open.
    -- Joins change it twice while a team fills. PostgreSQL writes no index entry for an update that changes no indexed value,
    -- so that the indexes below cost the other joins nothing. An index on held, paid or an expression of them would cost each join.
    listing varchar(10) generated always as (
        case when state <> 'OPEN' then null
            when not listed then 'HIDDEN'
            when size - held - paid <= 0 then 'FULL'
            when size - held - paid <= 2 then 'FEW'
            else 'MANY' end
    ) ${stored},
    primary key (store_id, id),
    foreign key (store_id, campaign_id) references campaign (store_id, id),
    constraint team_counts check (held >= 0 and paid >= 0 and paid + held <= size and minimum <= size and units >= paid),
    constraint team_helps check (helps >= 0 and helps <= most_helps)
);
create index team_due on team (due_at);
create index team_remind on team (remind_at);
create index team_leaders on team (leaders_due_at);
create index team_nearly_full on team (nearly_full_told, listing, opened_at);
-- In this order: of two indexes that seem to cost the same, H2 takes the older one.
create index team_campaign_newest on team (store_id, campaign_id, listing, opened_at desc, id desc);
create index team_campaign_ending on team (store_id, campaign_id, listing, deadline, id);
create index team_newest on team (store_id, listing, opened_at desc, id desc);
create index team_ending on team (store_id, listing, deadline, id);
create index team_opener on team (store_id, opened_by, campaign_id, opened_at);

-- Who has helped the buyer of a team to a lower price: a member helps once in a campaign.
create table team_help (
    store_id uuid not null references store (id),
    campaign_id uuid not null,
    member_id uuid not null,
    team_id uuid not null,
    -- Which help of the team it is: 1 for the first.
    step int not null,
    helped_at timestamp with time zone not null,
    primary key (store_id, campaign_id, member_id),
    foreign key (store_id, member_id) references member (store_id, id),
    foreign key (store_id, team_id) references team (store_id, id)
);
create index team_help_member on team_help (store_id, member_id);

-- How long before the deadline of a team its buyers are reminded; no row: as the deployment says.
create table reminder_setting (
    store_id uuid not null references store (id),
    before_seconds int not null,
    primary key (store_id)
);

-- The presale of a campaign: made with its team. Buyers reserve until the payment is opened.
create table presale (
    store_id uuid not null references store (id),
    campaign_id uuid not null,
    -- RESERVING, ASKED (the shop is asked for the price offer) or OPEN.
    state varchar(20) not null,
    -- How often the shop was asked: each time under another key.
    asked int default 0 not null,
    opened_at timestamp with time zone,
    -- The end that buyers are told when the payment is opened.
    pay_until timestamp with time zone,
    -- Why the payment was not opened the last time; null otherwise.
    refusal varchar(1000),
    -- When Gather looks at it next: whether its rule opens the payment, or reservations are still to be opened. Null for never.
    due_at timestamp with time zone,
    primary key (store_id, campaign_id),
    foreign key (store_id, campaign_id) references campaign (store_id, id)
);
create index presale_due on presale (due_at);

-- The draw of a team: made with the team, held when it succeeds. The secret is encrypted until then, and published afterwards.
create table draw (
    store_id uuid not null references store (id),
    team_id uuid not null,
    secret varchar(300) not null,
    -- SHA-256 of the secret, published from the start.
    commitment varchar(64) not null,
    -- How many places win.
    winners int not null,
    held_at timestamp with time zone,
    primary key (store_id, team_id),
    foreign key (store_id, team_id) references team (store_id, id)
);

-- A place that took part in a draw. It has no foreign key to the place: its check would wait for a transaction that has locked the place and
-- waits for the team.
create table draw_entry (
    store_id uuid not null references store (id),
    team_id uuid not null,
    participation_id uuid not null,
    won boolean not null,
    primary key (store_id, team_id, participation_id),
    foreign key (store_id, team_id) references draw (store_id, team_id)
);

-- A member's place in a team. It carries the idempotency key of the join and is its own outbox row: admission PENDING is work to do.
-- The paid places of a group order that has succeeded which fill no full case: written in the transaction of the success, settled later.
-- They are not referred to: other transactions lock places before they wait for the team.
create table case_left_out (
    store_id uuid not null references store (id),
    team_id uuid not null,
    participation_id uuid not null,
    primary key (store_id, team_id, participation_id),
    foreign key (store_id, team_id) references team (store_id, id)
);

create table participation (
    store_id uuid not null references store (id),
    id uuid not null,
    team_id uuid not null,
    campaign_id uuid not null,
    member_id uuid not null,
    -- The member while the place counts, null afterwards: one place per member and team, and one open join per campaign.
    active_member_id uuid,
    idempotency_key varchar(100) not null,
    -- The units that the buyer has asked for, and those that the order has paid for and that are not cancelled; 0 before the payment.
    quantity int default 1 not null,
    units int default 0 not null,
    -- One open place for each: the article where buyers may have one for each article, else empty.
    active_slot varchar(100) default '' not null,
    -- The article that the buyer chose; null for the campaign's main one.
    chosen_variant_id varchar(100),
    state varchar(20) not null,
    reason varchar(300),
    admission varchar(20) not null,
    admission_reference varchar(2000),
    -- The customer whom the shop has admitted; the account may belong to somebody else now.
    admitted_customer varchar(100),
    -- Whether the member was erased since the join: the customer's id is deleted once the shop's admission need not be taken back.
    buyer_erased boolean default false not null,
    -- Until when the buyer may pay; once more after a payment that was declined when the team had succeeded.
    hold_until timestamp with time zone not null,
    -- The hold ended unpaid: until then the member gets no other place in the campaign. Null otherwise.
    cooldown_until timestamp with time zone,
    recheck_at timestamp with time zone,
    order_id varchar(100),
    -- The order's line that paid for the place.
    line_id varchar(100),
    -- From when on a reserved place can be paid; null for places that are not of a presale, and before.
    pay_from timestamp with time zone,
    paid_at timestamp with time zone,
    capture_before timestamp with time zone,
    -- What the buyer gets back by the order as last read, and how much of it is still to come; minor units. Null where the shop charged the group price.
    rebate bigint,
    rebate_open bigint,
    -- What was delivered, in grams or pieces as the terms say; null if nothing was recorded.
    delivered bigint,
    -- When it was first seen that all of it had come back, which is told once.
    rebated_at timestamp with time zone,
    created_at timestamp with time zone not null,
    primary key (id, store_id),
    foreign key (store_id, team_id) references team (store_id, id),
    foreign key (store_id, member_id) references member (store_id, id),
    constraint participation_idempotency unique (store_id, member_id, idempotency_key),
    constraint participation_active unique (store_id, campaign_id, active_member_id, active_slot)
);
create index participation_team on participation (store_id, team_id, state);
create index participation_member on participation (member_id, store_id, campaign_id, cooldown_until);
create index participation_due on participation (recheck_at);
create index participation_order on participation (order_id, store_id);

-- What has happened to the places of a team, written in the transaction in which it happens; never changed. Joins are read from participation
-- instead, but for places that were moved to another team. Without foreign keys: their checks would wait for a transaction that has locked the
-- team. Holds no personal data.
create table team_history (
    store_id uuid not null,
    team_id uuid not null,
    happened_at timestamp with time zone not null,
    id uuid not null,
    what varchar(40) not null,
    -- A stable code; null for the normal course.
    reason varchar(300),
    participation_id uuid,
    order_id varchar(100),
    primary key (store_id, team_id, happened_at, id)
);

-- How a member is shown in the lists of teams; no row: under a pseudonym.
create table team_display (
    store_id uuid not null references store (id),
    member_id uuid not null,
    display varchar(20) not null,
    primary key (store_id, member_id),
    foreign key (store_id, member_id) references member (store_id, id)
);

-- What the owner decided about an order that does not count for a place by itself. The reason is in the audit log.
create table place_decision (
    store_id uuid not null references store (id),
    participation_id uuid not null,
    order_id varchar(100) not null,
    decision varchar(10) not null,
    decided_at timestamp with time zone not null,
    primary key (store_id, participation_id, order_id),
    foreign key (participation_id, store_id) references participation (id, store_id)
);

-- A variant that an order holds in place of a team's article, and its product, which the shop is asked for. Both null until it has answered; then the product is null if the
-- shop does not have the variant any more.
create table exchanged_variant (
    store_id uuid not null references store (id),
    id uuid not null,
    order_id varchar(100) not null,
    variant_id varchar(100) not null,
    product_id varchar(2000),
    read_at timestamp with time zone,
    attempts int not null,
    -- When the shop is asked; null once it has answered.
    due_at timestamp with time zone,
    primary key (store_id, id),
    constraint exchanged_variant_once unique (store_id, order_id, variant_id)
);
create index exchanged_variant_due on exchanged_variant (due_at);

-- Money ----------------------------------------------------------------------------------------------------------------------

-- Who has accounts: a leader (under the leader's id), a member or a budget, which has no member.
create table payee (
    store_id uuid not null references store (id),
    id uuid not null,
    kind varchar(10) not null check (kind in ('LEADER', 'MEMBER', 'BUDGET')),
    member_id uuid,
    opened_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, member_id) references member (store_id, id),
    constraint payee_member unique (store_id, kind, member_id)
);

-- One balanced set of entries. Never changed: a reversal is a new posting.
create table ledger_posting (
    store_id uuid not null references store (id),
    id uuid not null,
    posting_key varchar(200) not null,
    kind varchar(40) not null,
    subject varchar(200) not null,
    memo varchar(500) not null,
    posted_at timestamp with time zone not null,
    primary key (store_id, id),
    constraint ledger_posting_once unique (store_id, posting_key)
);

create table ledger_entry (
    store_id uuid not null references store (id),
    posting_id uuid not null,
    line int not null,
    account varchar(40) not null,
    -- Null for the store's own accounts, which are summed, never kept in a row.
    payee_id uuid,
    currency varchar(3) not null,
    amount bigint not null,
    primary key (store_id, posting_id, line),
    foreign key (store_id, posting_id) references ledger_posting (store_id, id)
);
create index ledger_entry_payee on ledger_entry (store_id, payee_id, currency, posting_id);

-- Kept in the posting's transaction, locked in sorted order, rebuildable from the entries.
create table ledger_balance (
    store_id uuid not null references store (id),
    payee_id uuid not null,
    account varchar(40) not null,
    currency varchar(3) not null,
    amount bigint not null,
    primary key (store_id, payee_id, account, currency),
    foreign key (store_id, payee_id) references payee (store_id, id)
);

-- Copies of the entries of postings that the totals do not contain yet: inserted with the posting and deleted in the transaction that adds it to the totals. So a posting is in
-- exactly one of the two, in whatever order transactions commit (ADR 36). Copies, as a join with all entries is planned by statistics that are never right for a queue. It refers to
-- no other table: that check would cost as much as the row.
create table ledger_uncounted (
    store_id uuid not null,
    posting_id uuid not null,
    line int not null,
    account varchar(40) not null,
    payee_id uuid,
    currency varchar(3) not null,
    amount bigint not null,
    posted_at timestamp with time zone not null,
    -- The posting does not add up to zero, or its entries are not these. It stays here, so that each verification finds it.
    suspect boolean not null,
    primary key (store_id, posting_id, line)
);

-- The next three are derived from the entries of all postings but the uncounted ones, and can be rebuilt from them. One row per store, locked by whoever changes the other two.
create table ledger_checkpoint (
    store_id uuid not null references store (id),
    primary key (store_id)
);

-- The sum of an account over all payees.
create table ledger_total (
    store_id uuid not null references store (id),
    account varchar(40) not null,
    currency varchar(3) not null,
    amount bigint not null,
    primary key (store_id, account, currency)
);

-- The sum of a payee's account: what the stored balance is compared with.
create table ledger_payee_total (
    store_id uuid not null references store (id),
    payee_id uuid not null,
    account varchar(40) not null,
    currency varchar(3) not null,
    amount bigint not null,
    primary key (store_id, payee_id, account, currency)
);

create table commission_plan (
    store_id uuid not null references store (id),
    id uuid not null,
    name varchar(200) not null,
    level1_basis_points int not null,
    level2_basis_points int not null,
    rounding varchar(20) not null,
    -- A smaller base earns nothing; null for no limit.
    smallest_order bigint,
    smallest_order_currency varchar(3),
    -- Whether gift cards and store credit count as money.
    credit_earns boolean not null,
    freeze_period varchar(40) not null,
    referral_period varchar(40) not null,
    current_store_id uuid,
    created_at timestamp with time zone not null,
    -- Until when it was in force; null while it is.
    replaced_at timestamp with time zone,
    primary key (store_id, id),
    -- One plan in force per store: null once replaced.
    constraint commission_plan_current unique (store_id, current_store_id)
);
create index commission_plan_time on commission_plan (store_id, created_at);

create table commission (
    store_id uuid not null references store (id),
    id uuid not null,
    order_id varchar(100) not null,
    level int not null,
    payee_id uuid not null,
    basis_points int not null,
    currency varchar(3) not null,
    base bigint not null,
    posted bigint not null,
    changes int not null,
    state varchar(20) not null,
    release_at timestamp with time zone not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, payee_id) references payee (store_id, id),
    constraint commission_once unique (order_id, store_id, level)
);
create index commission_due on commission (state, release_at);
create index commission_payee on commission (store_id, payee_id, id);

-- A campaign that a leader offers in a community that she leads, as a copy with her mark-up (ADR 52).
create table resale (
    store_id uuid not null references store (id),
    -- The copy.
    campaign_id uuid not null,
    original_id uuid not null,
    leader_id uuid not null,
    community_id uuid not null,
    -- True until the copy is closed, then null: one at a time for each original and community.
    active boolean,
    -- Why it is closed or to be closed; null while it is offered.
    ending varchar(20),
    -- What kept it from being published.
    refusal varchar(1000),
    currency varchar(3) not null,
    -- The posted mark-ups, without those that were reversed.
    earned bigint not null,
    -- When the copy is to be published or closed; null for never.
    due_at timestamp with time zone,
    created_at timestamp with time zone not null,
    primary key (store_id, campaign_id),
    foreign key (store_id, campaign_id) references campaign (store_id, id),
    foreign key (store_id, original_id) references campaign (store_id, id),
    foreign key (store_id, leader_id) references leader (store_id, id),
    foreign key (store_id, community_id) references community (store_id, id),
    constraint resale_once unique (store_id, original_id, community_id, active)
);
create index resale_leader on resale (store_id, leader_id, campaign_id);
create index resale_original on resale (store_id, original_id, campaign_id);
create index resale_due on resale (due_at);

-- What a leader earns by her mark-up in one order.
create table mark_up (
    store_id uuid not null references store (id),
    id uuid not null,
    order_id varchar(100) not null,
    order_number varchar(100) not null,
    campaign_id uuid not null,
    payee_id uuid not null,
    currency varchar(3) not null,
    -- What the order earns by its latest snapshot, and what of it is posted.
    owed bigint not null,
    posted bigint not null,
    changes int not null,
    state varchar(20) not null,
    release_at timestamp with time zone not null,
    -- When it is to be posted or released; null for never.
    due_at timestamp with time zone,
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, payee_id) references payee (store_id, id),
    foreign key (store_id, campaign_id) references resale (store_id, campaign_id),
    constraint mark_up_once unique (order_id, store_id, campaign_id)
);
create index mark_up_due on mark_up (due_at);

-- What has become available to a leader on a day; deleted once the leader was told.
create table earning_summary (
    store_id uuid not null references store (id),
    id uuid not null,
    payee_id uuid not null,
    currency varchar(3) not null,
    amount bigint not null,
    -- Some minutes after the end of the day.
    due_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, payee_id) references payee (store_id, id),
    constraint earning_summary_day unique (store_id, payee_id, currency, due_at)
);
create index earning_summary_due on earning_summary (due_at);

-- Orders with refunds whose commission is still frozen: read again now and then, for shops that report no deleted refund.
create table refund_recheck (
    store_id uuid not null references store (id),
    order_id varchar(100) not null,
    recheck_at timestamp with time zone not null,
    primary key (store_id, order_id)
);
create index refund_recheck_due on refund_recheck (recheck_at);

create table payout_request (
    store_id uuid not null references store (id),
    id uuid not null,
    payee_id uuid not null,
    currency varchar(3) not null,
    amount bigint not null,
    method varchar(20) not null,
    state varchar(20) not null,
    batch_id uuid,
    -- Who approved or rejected it, and when.
    decided_by varchar(100),
    decided_at timestamp with time zone,
    -- Why it was rejected or failed.
    reason varchar(500),
    requested_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    primary key (store_id, id),
    foreign key (store_id, payee_id) references payee (store_id, id)
);
create index payout_request_list on payout_request (store_id, state, id);
create index payout_request_payee on payout_request (store_id, payee_id, id);
create index payout_request_batch on payout_request (store_id, batch_id);

-- The smallest payout that a leader may ask for, where the owner has set one.
create table payout_minimum (
    store_id uuid not null references store (id),
    currency varchar(3) not null,
    amount bigint not null,
    primary key (store_id, currency)
);

create table payout_batch (
    store_id uuid not null references store (id),
    id uuid not null,
    state varchar(20) not null,
    created_by varchar(100) not null,
    created_at timestamp with time zone not null,
    settled_at timestamp with time zone,
    primary key (store_id, id)
);

-- Messages ------------------------------------------------------------------------------------------------------------------

-- What a member is told: a team, a place, and the values of its text, which is written in a language when it is shown. Holds no personal
-- data. No foreign key to the member: the end of a team would wait for, and could deadlock with, whoever locks one of its members.
create table message (
    store_id uuid not null references store (id),
    id uuid not null,
    member_id uuid not null,
    kind varchar(40) not null,
    -- The team or the place.
    subject_id uuid not null,
    -- A member is told once of each.
    occasion varchar(120) not null,
    details varchar(4000) not null,
    created_at timestamp with time zone not null,
    read_at timestamp with time zone,
    delete_at timestamp with time zone not null,
    -- Set until its deliveries are made; null in a store without a channel.
    dispatch_at timestamp with time zone,
    primary key (store_id, id),
    constraint message_once unique (store_id, member_id, kind, occasion)
);
create index message_inbox on message (store_id, member_id, id);
create index message_delete on message (delete_at);
create index message_dispatch on message (store_id, dispatch_at);

-- Who is told in place of a member that was merged into another. No chains: into_id is never forwarded itself.
create table message_forwarding (
    store_id uuid not null references store (id),
    member_id uuid not null,
    into_id uuid not null,
    primary key (store_id, member_id)
);
create index message_forwarding_into on message_forwarding (store_id, into_id);

-- The owner's own text of a kind of message, instead of Gather's.
create table message_template (
    store_id uuid not null references store (id),
    kind varchar(40) not null,
    language varchar(5) not null,
    subject varchar(200) not null,
    body varchar(4000) not null,
    version bigint not null,
    primary key (store_id, kind, language)
);

-- What a member chose for a kind of message; no row for the default.
create table message_setting (
    store_id uuid not null references store (id),
    member_id uuid not null,
    kind varchar(40) not null,
    -- Consent to e-mail.
    email boolean not null,
    -- Not shown in the inbox.
    hidden boolean not null,
    primary key (store_id, member_id, kind),
    foreign key (store_id, member_id) references member (store_id, id)
);

-- The language and the quiet hours of a member, HH:mm on the member's clock. Null: the store's.
create table message_preference (
    store_id uuid not null references store (id),
    member_id uuid not null,
    language varchar(5),
    zone varchar(60),
    quiet_from varchar(5),
    quiet_to varchar(5),
    primary key (store_id, member_id),
    foreign key (store_id, member_id) references member (store_id, id)
);

-- What the owner set for members who chose nothing; no row: English, no quiet hours.
create table message_default (
    store_id uuid not null references store (id),
    language varchar(5) not null,
    quiet_from varchar(5),
    quiet_to varchar(5),
    version bigint not null,
    primary key (store_id)
);

-- A way to tell members outside the inbox.
create table message_channel (
    store_id uuid not null references store (id),
    channel varchar(20) not null,
    -- JSON without secrets.
    settings varchar(4000) not null,
    -- Encrypted; null if it needs none.
    secret varchar(2000),
    version bigint not null,
    created_at timestamp with time zone not null,
    -- No node sends before: a node is sending now, or the channel failed a moment ago.
    not_before timestamp with time zone not null,
    -- Turns in a row that ended in a pause and had sent nothing.
    failures int not null,
    -- Deliveries since it was set up, by how they ended.
    sent bigint not null,
    failed bigint not null,
    bounced bigint not null,
    skipped bigint not null,
    primary key (store_id, channel)
);
create index message_channel_turn on message_channel (not_before);

-- One message through one channel. next_attempt_at is null once it has ended.
create table message_delivery (
    store_id uuid not null references store (id),
    message_id uuid not null,
    channel varchar(20) not null,
    state varchar(9) not null check (state in ('WAITING', 'SENT', 'FAILED', 'BOUNCED', 'SKIPPED', 'CANCELLED')),
    attempts int not null,
    next_attempt_at timestamp with time zone,
    give_up_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    last_failure varchar(500),
    primary key (store_id, message_id, channel),
    foreign key (store_id, message_id) references message (store_id, id) on delete cascade
);
create index message_delivery_due on message_delivery (store_id, channel, next_attempt_at);

-- An address, as a hash, that mail did not reach for good. The member is null if only the address was reported.
create table message_bounce (
    store_id uuid not null references store (id),
    address_hash varchar(64) not null,
    member_id uuid,
    reason varchar(500) not null,
    reported_at timestamp with time zone not null,
    -- Only where the member is not known: then no erasure deletes it.
    delete_at timestamp with time zone,
    primary key (store_id, address_hash)
);
create index message_bounce_expired on message_bounce (delete_at);
create index message_bounce_member on message_bounce (store_id, member_id);

-- Pickup --------------------------------------------------------------------------------------------------------------------

-- Where buyers collect what they have bought.
create table pickup_point (
    store_id uuid not null references store (id),
    id uuid not null,
    name varchar(200) not null,
    -- Lines, separated by line feeds.
    address varchar(1100) not null,
    zone varchar(60) not null,
    -- JSON: per weekday, and exceptions by date; local times of the zone.
    hours varchar(20000) not null,
    -- WGS84; both null where unknown.
    latitude double precision,
    longitude double precision,
    -- The most places per day or per campaign; null for no limit.
    capacity integer,
    capacity_per varchar(10) not null,
    -- Who hands over there; null if only the owner does.
    leader_id uuid,
    community_id uuid,
    active boolean not null,
    version bigint not null,
    created_at timestamp with time zone not null,
    primary key (store_id, id),
    foreign key (store_id, leader_id) references leader (store_id, id),
    foreign key (store_id, community_id) references community (store_id, id)
);
create index pickup_point_leader on pickup_point (store_id, leader_id, id);
create index pickup_point_community on pickup_point (store_id, community_id, id);

-- How many places of a campaign, and of a day, are to be collected at a point.
create table pickup_load (
    store_id uuid not null references store (id),
    point_id uuid not null,
    -- A campaign's id or a date.
    slot varchar(40) not null,
    taken integer not null,
    primary key (store_id, point_id, slot),
    foreign key (store_id, point_id) references pickup_point (store_id, id)
);

-- How a place is collected. It counts in two rows of pickup_load while it has a point and is not CANCELLED.
create table pickup (
    store_id uuid not null references store (id),
    participation_id uuid not null,
    campaign_id uuid not null,
    -- Null until a point is chosen.
    point_id uuid,
    -- The day for which it counts at the point, in the point's zone.
    pickup_day varchar(10),
    state varchar(20) not null,
    -- Null until the team has succeeded.
    confirmed_at timestamp with time zone,
    ready_from timestamp with time zone,
    ready_until timestamp with time zone,
    -- When it becomes ready, or is looked at; null for never.
    due_at timestamp with time zone,
    -- Of the code: the name of the key from which it is derived, and its keyed hash. The code itself is not stored.
    code_key varchar(20),
    code_hash varchar(64),
    handed_at timestamp with time zone,
    handed_by varchar(100),
    primary key (store_id, participation_id),
    foreign key (participation_id, store_id) references participation (id, store_id),
    foreign key (store_id, point_id) references pickup_point (store_id, id)
);
create index pickup_campaign on pickup (store_id, campaign_id, participation_id);
create index pickup_page on pickup (store_id, point_id, participation_id);
create index pickup_of_point on pickup (store_id, point_id, state, campaign_id);
create index pickup_code on pickup (store_id, code_hash);
create index pickup_due on pickup (due_at);

-- What a device recorded, perhaps without a network, and what became of it: each is decided once.
create table pickup_device_event (
    store_id uuid not null references store (id),
    point_id uuid not null,
    event_id varchar(100) not null,
    -- Null for a code that is unknown.
    participation_id uuid,
    outcome varchar(40) not null,
    recorded_by varchar(100) not null,
    recorded_at timestamp with time zone not null,
    primary key (store_id, point_id, event_id),
    foreign key (store_id, point_id) references pickup_point (store_id, id)
);

-- The purchase list of a campaign as it was sent to the supplier. JSON.
create table purchase_list_sent (
    store_id uuid not null references store (id),
    id uuid not null,
    campaign_id uuid not null,
    lines varchar(20000) not null,
    sent_by varchar(100) not null,
    sent_at timestamp with time zone not null,
    primary key (store_id, id)
);
create index purchase_list_sent_campaign on purchase_list_sent (store_id, campaign_id, id);
