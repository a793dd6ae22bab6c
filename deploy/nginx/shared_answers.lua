-- Which kept answers nginx may still use: the same keys and marks as cms/sharing/marks.py.
--
-- Each kept answer lies under a version, which is part of its cache key. `find` gives a request the version of the
-- answer known for its address if none of that answer's keys was marked after the making of it began, and else the
-- newest version, under which nothing stale can lie: an answer that arrives late is kept under an old version, which
-- nobody asks for.

local SLOTS = 4096
local MOST = 20000

local marks = ngx.shared.frontdoor_marks
local answers = ngx.shared.frontdoor_answers
local M = {}

-- What this worker process knows of answers, by address: their version, generation, slots, and when last found good.
local known, number = {}, 0

local function slot_of(key)
    if key == "everything" then
        return 0
    end
    return 1 + ngx.crc32_long(key) % (SLOTS - 1)
end

local function remember(name, text)
    local words = {}
    for word in text:gmatch("%S+") do
        words[#words + 1] = tonumber(word)
    end
    local answer = { version = words[1], text = tostring(words[1]), generation = words[2], checked = -1, slots = { unpack(words, 3) } }
    if number >= MOST then
        known, number = {}, 0
    end
    if not known[name] then
        number = number + 1
    end
    known[name] = answer
    return answer
end

local function good(answer, head)
    if answer.checked ~= head then
        for _, slot in ipairs(answer.slots) do
            if (marks:get(slot) or 0) > answer.generation then
                return false
            end
        end
        answer.checked = head
    end
    return true
end

-- Versions begin with the time, so that none of an earlier life comes again: its marks are forgotten.
function M.start()
    marks:add("head", math.floor(ngx.now() * 1000))
end

-- The version for this request, before the cache is looked at.
function M.find()
    local var = ngx.var
    if var.frontdoor_private == "1" then
        return ""
    end
    local head = marks:get("head")
    local name = var.frontdoor_address
    local answer = known[name]
    if not (answer and good(answer, head)) then
        local text = answers:get(name)
        answer = text and remember(name, text)
        if answer and not good(answer, head) then
            -- Stale though made after the last purge: nobody finds it under the next version.
            if answer.version >= head then
                head = marks:incr("head", 1)
            end
            answer = nil
        end
    end
    if answer then
        return answer.text
    end
    -- What is never kept is not known either.
    var.frontdoor_apart = var.frontdoor_various
    return tostring(head)
end

-- Before headers are sent: notes what a newly kept answer shows. One that nobody noted, or that was forgotten, is used
-- until the next purge, whatever that is about.
function M.note()
    local var = ngx.var
    if var.upstream_cache_status == "HIT" then
        return
    end
    local generation = var.upstream_http_surrogate_generation
    if not generation or var.frontdoor_private == "1" then
        return
    end
    local name = var.frontdoor_address
    local words = { var.frontdoor_version, generation, 0 }
    for key in (var.upstream_http_surrogate_key or ""):gmatch("%S+") do
        words[#words + 1] = slot_of(key)
    end
    local text = table.concat(words, " ")
    answers:set(name, text)
    remember(name, text)
end

-- The body: a generation, and the keys that were marked with it, one a line.
function M.purge()
    ngx.req.read_body()
    local body = ngx.req.get_body_data()
    local lines = (body or ""):gmatch("[^\n]+")
    local generation = tonumber(lines() or "")
    if ngx.req.get_method() ~= "POST" or not generation then
        ngx.exit(400)
    end
    for key in lines do
        local slot = slot_of(key)
        if generation > (marks:get(slot) or 0) then
            local kept, problem = marks:safe_set(slot, generation)
            if not kept then
                ngx.log(ngx.ERR, "no room for marks: ", problem)
                ngx.exit(507)
            end
        end
    end
    marks:incr("head", 1)
    ngx.exit(204)
end

return M
