### All text of the page in English: plain, short, honest. Other languages have the same messages with the same arguments.
### How to add one: docs/translating.md

## Numbers and lists

# The language's own name, for choosing it.
language-name = English
group-separator = ,
decimal-sign = .
# A percentage; the number comes rounded and signed.
percentage = { $number }%
# A difference of two shares; $whole decides between singular and plural.
percentage-points = { $number } { $whole ->
    [one] percentage point
   *[other] percentage points
}
# Between the items of a list; a space follows.
list-separator = ,
# The end of a list: what comes before, and its last item.
list-and = { $items } and { $last }
# Twelve names with one space between them.
month-names = January February March April May June July August September October November December
month-of-year = { $month } { $year }

## Who and how many

respondents = { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}
respondents-of = { NUMBER($n) } of { $total ->
    [one] { $total } respondent
   *[other] { $total } respondents
}
# Above the chart: how many of the view the shares can be of.
answered-of = { NUMBER($answered) } of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
} answered this question.
# Of a filtered view: how many of all are in it, then who of them answered.
answered-of-view = { NUMBER($n) } of { $total ->
    [one] { $total } respondent
   *[other] { $total } respondents
} are in this view; { NUMBER($answered) } of them answered this question.
# Of open answers, which people gave codes.
coded-by = { $coders ->
    [one] One person
   *[other] { $coders } people
} read what respondents wrote and gave it these codes.
coded-alpha = On { NUMBER($answers) } answers that two of them read at least, they agree with α = { $alpha } (1 is perfect, 0 is chance).
coded-tentative = Tentative, because they agree too little (α under 0.667): { $codes }.
coded-mention = A mention is not importance, and silence is not its absence.
asked-of-some = It was asked of { $n ->
    [one] { $n } of them
   *[other] { $n } of them
}.
# $who is like "Country: Germany".
asked-of-those = It was asked of { NUMBER($n) } of them: { $who }.
asked-of-who-chose = { $answers } in “{ $question }”
asked-of-who-chose-not = anything but { $answers } in “{ $question }”
# The steps from the form to this page.
flow = From answers to this page
flow-received = { NUMBER($n) } received
flow-left-out = { NUMBER($n) } left out: { $reason }
flow-kept = { NUMBER($n) } kept
flow-no-consent = { NUMBER($n) } did not agree to be published
flow-published = { NUMBER($n) } published
# $names is a list of questions that a file of a newer version has.
questions-skipped = The file also holds { $names }, which this version of the page cannot show.
everyone = Everyone
collected-in = Collected in { $month }
collected-between = Collected from { $from } to { $to }
population = Meant to reach: { $population }
licence = Licence: { $name }
data-version = Data version { $version }
homepage = About this survey
# Short form for a row's heading: n = 27.
n-equals = n = { NUMBER($n) }

## Privacy

privacy = Privacy
# In the line under the title: the smallest group that the file can show.
k-statement = Nobody is shown in a group smaller than { NUMBER($k) }.
k-explained = This page never receives a respondent's answers. It gets the totals of groups of at least { NUMBER($k) } people, so no filter, and no difference of two filters, shows fewer.
k-explained-by-dimension = This page never receives a respondent's answers. It gets the totals of groups of at least { NUMBER($k) } people, by field and one other dimension at a time; together they do not give away a smaller group either.
# For a file of k = 1.
k-is-one = A group here may be a single person (k = 1). That is right only for answers that were public before.
k-is-one-short = Already public data: groups may be a single person.
generalized-heading = What was made less exact
# To keep groups large enough, these respondents' category is known only as one of several.
generalized = { $dimension }: { $n ->
    [one] the exact category of { $n } respondent is withheld
   *[other] the exact category of { $n } respondents is withheld
}
# Respondents who may or may not belong to the filtered view.
cannot-be-told-apart = { NUMBER($n) } more cannot be told apart
cannot-be-told-apart-why = To protect them, their category is published only as one of several, some kept here and some left out. They are not counted.
# A combination of filters that no table of the file answers.
not-offered = This survey is too small to show { $dimensions } together without showing small groups.
# The same for several that cannot stand beside those that filter.
not-offered-with = This survey is too small to show { $filters } together with any of these without showing small groups: { $dimensions }.
not-offered-what-to-do = Filter by one of them at a time.

## Filters

filters = Filters
filters-none = No filter: everyone is shown.
# The view's filters as one sentence, for print and pictures.
filtered-to = Filtered to { $filters }
# One dimension in that sentence; $kept is a list of categories.
filter-keeps = { $dimension }: { $kept }
filter-leaves-out = { $dimension } without { $removed }
# A dimension's filter that keeps no category.
nobody = nobody
# How many dimensions filter.
filters-active = { NUMBER($n) } active
# Beside a dimension's name: how many of its categories are kept.
kept-of = { NUMBER($kept) } of { NUMBER($all) }
only = Only
without = Without
keep = Keep
# Labels of the same buttons for screen readers, where the category is not beside them.
only-category = Only { $category }
without-category = Without { $category }
keep-category = Keep { $category }
reset = Reset
reset-dimension = Reset { $dimension }
reset-all = Reset all filters
search = Search
search-categories = Search { $dimension }
search-finds-nothing = Nothing called “{ $text }”.
show-more = Show { NUMBER($n) } more
show-fewer = Show fewer
# A category and how many of its respondents pass the other filters.
category-count = { $category }, { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}
over-represented = over-represented
under-represented = under-represented
over-represented-why = The author says that this group is over-represented among those who answered.
under-represented-why = The author says that this group is under-represented among those who answered.
bias-note = Known bias
source = Source
question = Question
named-views = Views by the author
# Live region after a filter.
view-changed = { NUMBER($n) } of { $total ->
    [one] { $total } respondent
   *[other] { $total } respondents
}; chosen most: { $need }
view-changed-no-answers = { NUMBER($n) } of { $total ->
    [one] { $total } respondent
   *[other] { $total } respondents
}; no answers to show
undo = Undo
close = Close
open = Open

# The strip under the headline: the limitations that the author acknowledges, and what hangs on them.
strip = Who answered, and what hangs on it
strip-here = { $share } here
strip-believed = believed: { $share }
# Where the headline names one option that comes first: whether it still does without the group.
strip-robust = First place: robust
strip-hangs = First place hangs on it
strip-untold = First place: cannot be told
# Where it names several that lead: whether some of them still comes first without the group.
strip-lead-robust = Their lead: robust
strip-lead-hangs = Their lead hangs on it
strip-lead-untold = Their lead: cannot be told
# $dimensions are the labels of what the view filters by, or the name of its question.
strip-apart = Cannot be shown together with { $dimensions }: the survey is too small.

## Charts

charts = Charts
chart-matrix = Matrix
chart-ranking = Ranking
chart-compare = Compare
chart-sample = Sample
chart-sensitivity = Sensitivity
chart-table = Table
chart-matrix-what = Share of each field that chose each { $one }
# The same where it is narrow: of each row the options of which the share is largest.
chart-leading-what = The { $many } with the largest shares, row by row
chart-leading-note = Each row shows at most { NUMBER($n) } { $many }, those with the largest shares above 0%; chance may have put them in this order.
chart-leading-sorted = The rows are sorted by “{ $option }”, which stands first in each.
chart-ranking-what = { $many } by how many chose them
chart-matrix-mentioned = Share of each field that mentioned each { $one }
chart-ranking-mentioned = { $many } by how many mentioned them
chart-compare-what = This view against another
chart-sample-what = Who is in this view, against everyone who answered
chart-sensitivity-what = What changes when a group is left out or counts differently
chart-table-what = All numbers of this view
show-as = Show as
share-of-respondents = Share
count-of-respondents = Count
base = Base
base-answered = of those who answered the question
base-asked = of those who were asked the question
answered-only = Few in some group answered this question, so the file tells only of those who did.
# The dimension whose groups are the rows of a chart.
# The menu of what is seldom changed: base, rows, order.
adjust = Adjust
rows = Rows
sort-by = Sort by
sort-file = Order of the survey
sort-size = Number of answers
sort-share = Share
sort-label = Name
all-fields = All fields
# Whether single choices are shown, or themes of several.
detail = Detail
detail-choices = Choices
detail-themes = Themes
level = Level
# In the caption of the table.
shares-of-answered = Shares of those who answered the question; their number stands beside each.
shares-of-asked = Shares of those who were asked the question; their number stands beside each.
# What the options of a question are called, where the file does not say.
option-one = answer
option-many = answers
# Common nouns that a file may give its options; any other word is shown as the file has it.
need-one = need
need-many = needs
feature-one = feature
feature-many = features
topic-one = topic
topic-many = topics
tool-one = tool
tool-many = tools
field = Field
group = Group
respondents-heading = Answered
asked-heading = Asked
interval = Interval
lower = from
upper = to
# Beside every interval.
interval-label = chance variation only: says nothing about who chose to answer
interval-range = { $low } to { $high }
legend = Legend
legend-share = Share who chose it
legend-mentioned = Share who mentioned it
legend-coders = everybody: from what all coders gave to what any did
legend-tentative = tentative: coders agree too little (α under 0.667)
less = less
more = more
cannot-rank = These cannot be told apart
cannot-rank-why = The differences between them are within chance variation, so their order means nothing.

## A mark in words

# Tooltip and screen reader; $share is a percentage, $low and $high its interval.
cell = { $field }, { $need }: { $share } chose it, { NUMBER($count) } of { NUMBER($base) } who answered; chance interval { $low } to { $high }
cell-asked = { $field }, { $need }: { $share } chose it, { NUMBER($count) } of { NUMBER($base) } who were asked; chance interval { $low } to { $high }
cell-mentioned = { $field }, { $need }: { $share } mentioned it, { NUMBER($count) } of { NUMBER($base) } who answered; chance interval { $low } to { $high }
coders-range = coders: { $low } (all) to { $high } (any)
# The same in a what-if; $now is the share as they answered.
cell-what-if = { $field }, { $need }: { $share } under the what-if, { $now } as they answered; chance interval { $low } to { $high }
cell-level = { $item }, { $level }: { $share }, { NUMBER($count) } of { NUMBER($base) } who answered; chance interval { $low } to { $high }
cell-small-base = { $field }, { $need }: only { NUMBER($base) } answered, too few to show a share
cell-no-answers = { $field }, { $need }: nobody answered
small-base = too few answers
low-reliability = fewer than { NUMBER($reliable) } answers: low reliability
small-base-why = Of fewer than { NUMBER($least) } answers no share is shown: one answer would move it by more than 10 points. Hatched shares are of fewer than { NUMBER($reliable) }, and of low reliability.
no-answers = no answers
count-of-base = { NUMBER($count) } of { NUMBER($base) }
# A share with its count, in a tooltip: 45% (12 of 27).
share-and-count = { $share } ({ $count })
# The interval in a tooltip; $range is "28% to 63%".
tooltip-interval = chance interval { $range }
# Of a share, where a filter cannot tell who belongs: $range is "54% to 58%".
tooltip-unknown = { $range }, whoever of those not told apart belongs here
# An item of a rating question and the level that is counted.
# In the legend of a rating's bars: the net whose share stands before them.
number-of-net = { $net } (the number before each bar)
# What is told of each item of a ranking.
put-first = Put first
put-at-place = Put at place { NUMBER($place) }
put-among-top = Among the first three
item-level = { $item }: { $level }
# The description of a picture for who does not see it; $who is "94 of 247 respondents".
picture-description = { $what }. { $who }.
chart-rating-what = How much each matters, from the strongest answer at the right to the weakest at the left
# All that a row of a chart says where nobody, or too few, answered.
row-small-base = { $field }: only { NUMBER($base) } answered, too few to show shares
# The place of a need among all needs of a question; several places where chance may have ordered them.
rank = place { NUMBER($first) } of { NUMBER($of) }
rank-between = place { NUMBER($first) } to { NUMBER($last) } of { NUMBER($of) }
# Below a short ranking.
more-choices = { $n ->
    [one] { $n } more in the table
   *[other] { $n } more in the table
}
# What the line around a dot is; $what says that it speaks of chance only.
interval-legend = Interval: { $what }
# A name and its share, in a tooltip.
share-of = { $name }: { $share }
# A name with how many it stands for: Everyone (n = 247).
name-and-n = { $name } ({ $n })
sample-of-everyone = { $category }: { $share } of everyone
target-legend = Share the author expects
compare-cell = { $need }: { $here } in this view, { $there } in the other
compare-few = { $need }: too few answers on one side to compare
difference-in-points = Difference in percentage points
leans-on = { $need } would not come first without { $groups }.
comes-first = { $need } then comes first
first-changes = another { $one } comes first
order-changes = the order changes
first-untold = untold whether another comes first
range-legend = somewhere in this range: the file does not tell of everybody
moves-most = The { $one } that moves most
other-options = Every other { $one }
more-groups = { $n ->
    [one] { $n } more group moves less than these
   *[other] { $n } more groups move less than these
}

## Headline

# The need that is ahead of all others by more than chance.
headline-first = { $need } is chosen most often: by { $share } of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
} who answered.
headline-mentioned = { $need } is mentioned most often: by { $share } of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
} who answered.
headline-first-asked = { $need } is chosen most often: by { $share } of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
} who were asked.
# Of bands of a number.
headline-band = “{ $need }” is the band with most answers: { $share } of { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}.
# Under a what-if, in which counts say nothing.
headline-first-then = In this what-if { $need } comes first, with { $share }.
# More needs lead than are worth naming.
# The same of a ranking that counts who put an item first; of a rating, where $level is the level or net that is counted.
headline-first-place = { $need } is put first most often: by { $share } of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}.
headline-first-top = { $need } is most often among the first three: for { $share } of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}.
headline-first-level = { $need } comes first: { $share } of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
} say “{ $level }”.
# The band in which half of the answers are reached.
headline-median = The median of { $n ->
    [one] { $n } answer
   *[other] { $n } answers
} is in “{ $band }”.
headline-median-between = The median of { $n ->
    [one] { $n } answer
   *[other] { $n } answers
} is between “{ $low }” and “{ $high }”.
headline-nps = Net Promoter Score { $score } (chance interval { $low } to { $high }): { $promoters } promoters, { $detractors } detractors of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}.
finding-mean-of-bands = The mean of the middles of the bands is { $mean }; exact numbers are not published.
finding-mean-place = { $need }: mean place { $mean } (chance interval { $low } to { $high }) of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
} who ranked it.
mean-place = Mean place (1 is first)
mean-place-short = mean place { $mean } ({ $low } to { $high })
why-mean-place = Places are taken to be equally far apart, which nobody said; the shares of first places do not need that.
finding-mean-place-then = { $need }: mean place { $after } instead of { $before }.
finding-median-then = The median would be in { $after } instead of { $before }.
finding-mean-of-bands-then = The mean of the middles of the bands would be { $after } instead of { $before }.
finding-nps-then = The Net Promoter Score would be { $after } instead of { $before }.
finding-majority-winner = More people put { $need } before each of the others than the other way round.
finding-majority-none = Nothing is put before each of the others by more people than the other way round.
finding-majority = { $first } before { $second }: { $percent } of the { NUMBER($n) } who ranked either (chance interval { $low } to { $high }).
why-majorities = What somebody left out counts as behind what they ranked.
headline-crowd = No { $one } stands out: { NUMBER($leaders) } of { NUMBER($options) } { $many } lead and cannot be told apart.
headline-no-order = No { $one } stands out: the differences between them are within chance variation.
headline-too-few = Too few answers in this view to say which { $one } comes first.

## Compare, sample, sensitivity

this-view = This view
other-view = The other view
compare-with = Compare with
compare-everyone = Everyone
compare-rest = Everyone else
compare-overlap = The two views share respondents, so their difference is smaller than between separate groups.
# $points is a difference with its sign: +3.2 percentage points.
difference = Difference: { $points }
difference-interval = Difference: { $points }, chance interval { $low } to { $high }
difference-unclear = within chance variation
sample-ranges = Where the file does not tell of everybody whether they are in a group, its share is between two numbers.
sample-cell = { $category }: { $share } of this view, { $all } of everyone
what-if = What if
reweight = Count groups differently
reweight-what = What if the groups were as large as you say? This is a what-if, not a correction.
reweight-to = { $category } as { $share } of everyone
# Beside the sliders.
reweight-rest = Groups that you do not set share the rest in the proportions they have. Where no rest is left, those set before make room in proportion.
# Beside a slider: the group's share of those who answered.
now-share = now { $share }
# The bias dimensions that no table of the file holds together with what the view filters or weights by.
reweight-not-here = This survey is too small to set groups of { $dimensions } together with what is set or filtered here.
# Sets the shares that the author believes a dimension's groups to have.
author-shares = Use the author’s shares
what-if-change = Change it
what-if-reset = Count everybody once
what-if-before = As they answered
what-if-after = What if
# Beside a chart that does not follow the what-if.
unweighted-here = Here everybody counts once, whatever the what-if.
# Buttons beside a limitation that names a group.
without-them = Without them
only-them = Only them
# Where everybody would be compared with everybody.
compare-choose = Keep or leave out a group in the filters, or press “Compare” beside a known bias, to see who differs.
# The share of a group that a limitation names.
bias-share = { $share } of these respondents ({ NUMBER($count) } of { NUMBER($base) }) are in “{ $group }”.
bias-share-range = { $range } of these respondents are in “{ $group }”; of { NUMBER($n) } the file does not tell.
# A link to the page with formula, source and a worked example; one sentence stands before it.
how-computed = How this is computed
why-difference = The interval says how much of a difference may be chance: where it includes 0, there may be none.
why-limitations = The more a group’s share differs from what is believed, the more a finding may be about that group.
why-sensitivity = Each group is left out once, and the { $many } are counted again without it.
why-tipping = The larger a group, the more its answers count: at some size two { $many } change places.
why-reversal = Two fields may seem to differ only because different kinds of people answered from them.
weights-active = Shares are reweighted: a what-if, not a correction.
effective-n = as informative as { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}
reweight-impossible = No weights give these shares: somebody in each group must have answered.
leave-out = Leave out { $group }
# The need whose share moves most when a group is left out.
influence = Without { $group }, { $need } moves by { $points }
influence-none = Leaving out any one group moves no share by more than { $points }.
tipping = { $second } would pass { $first } if { $group } were { $share } of everyone; now they are { $now }.
tipping-never = No share of { $group } puts { $second } before { $first }.

## Findings

findings = Findings
# A need with its share, for lists of needs: Documentation (31%, 73 of 239).
need-share = { $need } ({ $share }, { NUMBER($count) } of { NUMBER($base) })
# The same in a what-if, where counts say nothing.
need-share-weighted = { $need } ({ $share })
# A group and the dimension it is of: “Australia” (Region).
group-of = “{ $group }” ({ $dimension })
# A share of which only the bounds are known, in a sentence.
between = between { $low } and { $high }
# The needs that lead, each as need-share, where chance may have ordered them.
finding-leaders = { $needs } lead and cannot be told apart.
# The same of a rating or ranking, with what is counted.
finding-leaders-level = { $needs } lead in “{ $level }” and cannot be told apart.
finding-unknown = { $n ->
    [one] { $n } more respondent
   *[other] { $n } more respondents
} may or may not belong to this view. Whoever of them does, the share of { $need } is between { $low } and { $high }; it is { $all } if all do.
# $group as group-of.
finding-over = { $share } of these respondents ({ NUMBER($count) } of { NUMBER($base) }) are in { $group }, which the author says is over-represented.
finding-under = { $share } of these respondents ({ NUMBER($count) } of { NUMBER($base) }) are in { $group }, which the author says is under-represented.
# The same where it is known only of some whether they are in the group; $range is "9% to 23%".
finding-over-range = { $range } of these respondents are in { $group }, which the author says is over-represented; of { NUMBER($n) } the file does not tell.
finding-under-range = { $range } of these respondents are in { $group }, which the author says is under-represented; of { NUMBER($n) } the file does not tell.
finding-believed = It is believed to be { $share } of those the survey is about.
finding-robust = { $need } stays first whichever single group is left out.
# Where there are groups of which it cannot be told.
finding-robust-others = { $need } stays first whichever other single group is left out.
finding-first-untold = Whether { $need } stays first without { $groups } cannot be told: the group of too many respondents is published only as one of several.
# The same of so many groups that they are not named.
finding-first-untold-many = Whether { $need } stays first cannot be told of { NUMBER($n) } of { NUMBER($all) } groups that might be left out: the group of too many respondents is published only as one of several.
# Where a filter cannot tell who is in the view.
finding-first-unknown = Which { $one } comes first in this view depends on respondents of whom the file does not tell whether they belong to it.
# $without is the need that is first then.
finding-hangs-on = Without { $group }, { $without } comes first instead of { $need }.
finding-hangs-on-other = Without { $group }, another { $one } comes first instead of { $need }.
finding-influence = Leaving out { $group } moves most: { $need } goes from { $with } to { $without }.
# The same where it cannot be told that no other moves further.
finding-influence-one = Without { $group }, { $need } goes from { $with } to { $without }.
finding-not-told = This survey is too small to tell what leaving out groups of { $dimensions } does to this view.
finding-tipping-more = If more than { $share } of those who answered were in { $group }, against { $now } now, { $second } would come before { $first }. { $n ->
    [one] { $n } more person
   *[other] { $n } more people
} answering like them would bring a tie.
finding-tipping-fewer = If fewer than { $share } of those who answered were in { $group }, against { $now } now, { $second } would come before { $first }. { $n ->
    [one] { $n } more person
   *[other] { $n } more people
} answering like the others would bring a tie.
# The same where the file does not tell of all who is in the group: at a share between $low and $high.
finding-tipping-more-range = If more of those who answered were in { $group } ({ $now } now), { $second } would come before { $first }: from a share between { $low } and { $high } on, with { NUMBER($least) } to { NUMBER($most) } more people answering like them.
finding-tipping-fewer-range = If fewer of those who answered were in { $group } ({ $now } now), { $second } would come before { $first }: below a share between { $low } and { $high }, with { NUMBER($least) } to { NUMBER($most) } more people answering like the others.
finding-tipping-untold = Whether { $groups }, if larger or smaller, would put { $second } before { $first } cannot be told: the group of too many respondents is published only as one of several.
finding-tipping-untold-many = Whether { $second } would come before { $first } if a group were larger or smaller cannot be told of { NUMBER($n) } of { NUMBER($all) } groups: the group of too many respondents is published only as one of several.
finding-equal = { $first } and { $second } are chosen equally often here.
finding-tipping-never = No mix of the groups seen here puts { $second } before { $first }.
finding-unreached = A group that nobody reached could put { $second } before { $first } only if it were { $share } of everybody or more: at least { $n ->
    [one] { $n } more person
   *[other] { $n } more people
}.
# Simpson's paradox; $crude and $same are signed differences in percentage points.
finding-reversal = { $need }: { $first } against { $second } is { $crude }, but { $same } once both have the same mix of { $dimension } (Simpson's paradox).
finding-chance = Chance alone may explain this difference.
# The two sides of a comparison and what they share.
finding-sides = This view ({ NUMBER($here) }) against { $other } ({ NUMBER($there) })
finding-difference = { $need }: { $here } here, { $there } there, a difference of { $points } (chance interval { $low } to { $high }).
finding-no-difference = No { $one } differs by more than chance variation.
finding-too-few = Too few answers on one side to compare.
# $targets is a list of finding-target.
finding-what-if = What if { $targets }? This is a what-if, not a correction.
finding-target = { $group } were { $share } (now { $now })
finding-target-unseen = { $group } were { $share }
finding-undetermined = Of { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
} the file does not tell in which group they are: the chart counts them once, the ranges hold wherever they are.
finding-after = { $need } would be { $after } instead of { $before }.
finding-after-untold = What the shares would be cannot be told: the group of too many respondents is published only as one of several.
finding-first-stays = { $need } would still come first.
finding-first-changes = { $without } would come first instead of { $need }.
finding-first-untold-then = Which { $one } would come first cannot be told: the group of too many respondents is published only as one of several.
finding-weights = Unequal weights cost precision: these { NUMBER($n) } respondents would be as informative as { NUMBER($effective) }, and the heaviest would count { $largest } times (design effect { $deff }).
finding-capped = With no weight above five times the mean, a group's share would stay up to { $points } from what was asked.
problem-nobody = There is nobody in this view to weight.
problem-not-a-share = { $group }: a share lies between 0 and 100 percent.
problem-too-much = The shares set for { $dimension } add up to { $sum }, more than everybody.
problem-empty-group = Nobody in this view is known to be in { $group }, so no weight can give it { $share }.
problem-nothing-left = The shares set for { $dimension } leave nothing for its other groups, which are in this view.
problem-nobody-else = The shares set for { $dimension } add up to { $sum }, and nobody is in another group to have the rest.
problem-not-converged = These shares contradict each other in this sample: with the weights found, a group's share is still { $points } off.

## Limitations and methods

limitations = Limitations
methods = Methods
summary = Summary
projects = Related projects
sources = Sources
get-in-touch = Get in touch
about-intervals = Intervals show chance variation only (Wilson, 95%). They say nothing about who chose to answer.
self-selected = The respondents chose to answer. Shares describe them, not the whole community.

## Share, embed, download

# In an embed: the button that brings up copying, citing and saving, and the one under a picture that is cut to its height.
take-away = Share or save
show-all = Show all { NUMBER($n) } of “{ $dimension }”
show-whole = Show the whole chart
share = Share
copy-link = Copy link
copied = Copied
copy-failed = The browser did not allow copying. Select the text and copy it yourself.
embed = Embed
embed-what = Paste this into your page. It shows exactly this view.
embed-filters = Let readers change the filters
download = Download
download-svg = Picture (SVG)
download-png = Picture (PNG)
download-csv = Numbers (CSV)
download-json = Survey results (JSON)
download-json-stat = Numbers (JSON-stat)
copy-table = Copy table
open-file = Preview a file
open-file-what = A results file of your own, chosen here or dropped anywhere on this page, is shown as readers would see it. It is read in this browser and not uploaded.
preview = Preview
preview-why = { $name } was read in this browser and not uploaded: only you see what is shown here.
back-to-survey = Back to the survey
copy-text = Copy as text
open-full-page = Open the full page
theme = Colours
theme-auto = As the system
theme-light = Light
theme-dark = Dark
language = Language
# The line under a downloaded picture.
picture-source = Source: { $title }, { $licence }

## Loading, nothing, errors

loading = Loading the results …
loading-failed = The results could not be loaded
loading-failed-why = { $url } could not be loaded: { $reason }
loading-failed-what-to-do = Check the address and the connection, then try again.
loading-progress = Loading the results … { NUMBER($kib) } KiB
# Why a results file could not be loaded.
reason-no-address = this is not an address
reason-refused = only https addresses, files of this site, and http on this machine are read
reason-status = the server answered with status { NUMBER($status) }
reason-no-answer = no answer; the server may be down, may lead on to an address that is not https, or does not allow other sites to read the file (CORS)
reason-too-slow = it did not arrive within two minutes
reason-too-large = it is larger than { NUMBER($mb) } MB
reason-changed = it is not the file that this page was published with; publish the page again, or put that file back
reason-not-readable = the browser cannot read it
not-a-survey = The results file cannot be read
not-a-survey-why = { $url } is not a results file that this page can show: { $reason }
retry = Try again
empty-view = Nobody is in this view.
empty-view-what-to-do = Keep more categories or reset the filters.
needs-scripts = The charts need JavaScript and WebAssembly. The picture and the table show the survey without filters.

## Links

link-problems = { $n ->
    [one] { $n } part of this link was not understood
   *[other] { $n } parts of this link were not understood
}
# One such part: the parameter, its value, and why.
link-problem = { $parameter }={ $value }: { $reason }
link-problem-unknown-parameter = there is no such setting
link-problem-unknown-id = this survey has no “{ $id }”
link-problem-malformed = this is not written as expected
data-have-changed = The data have changed since this link was made. The numbers may differ from what its sender saw.
# Across the page and every picture of data that are made up.
illustration = Illustration: these answers are made up and say nothing about anyone.

## Keyboard and screen readers

skip-to-chart = Skip to the chart
chart-keys = Use the arrow keys to move between marks, Home and End for the ends of a row, Escape to close.
page-region-filters = Filters by dimension
page-region-chart = Chart
page-region-status = What changed
sorted-ascending = sorted ascending
sorted-descending = sorted descending
pressed = chosen

## Tables and files to take away

# The row of everybody the filters keep.
row-all = All in this view
# A row of respondents whose category is published only as one of several: "Field not told apart".
row-undetermined = { $dimension } not told apart
# A cell of a table: 45% (12 of 27).
cell-short = { $share } ({ NUMBER($count) } of { NUMBER($base) })
# A cell whose base is nobody.
no-base = nobody
# Beneath the picture of a link that has no room for all rows of its chart.
more-on-the-page = More on the page
chance-only = Intervals speak of chance variation only; they say nothing about who chose to answer.
metric = Measure
metric-count = Respondents who chose it
metric-base = Respondents who could have
metric-share = Share
metric-low = Interval from
metric-high = Interval to

## Share, cite, embed, download: the panels beneath the view

# The button that opens the panel.
cite = Cite
cite-text = As text (APA)
cite-bibtex = For BibTeX
copy-citation = Copy citation
copy-bibtex = Copy BibTeX
embed-how = How
# A frame of fixed height, one that a script makes as high as its content, and an element.
embed-frame = Frame alone
embed-frame-with-script = Frame that fits its content
embed-element = Element
embed-html = HTML
copy-html = Copy HTML
saved = Saved
download-failed = The file could not be made or saved. A frame may forbid downloads: open the full page and try there.

## Before the page runs, and when it cannot: index.html has the same in English

boot-loading = Loading the page…
boot-no-scripts = Filters and other charts need scripts and WebAssembly, which are switched off in this browser. What is shown here holds as it is.
boot-no-wasm = This page draws its charts with WebAssembly, which this browser does not have or has switched off. Allow it for this site, or open the page in another browser.
boot-as-file = This page was opened as a file, and browsers do not let files load WebAssembly. Serve its directory over HTTP and open that address.
boot-failed = The page could not be started. Check the connection and reload.
boot-trapped = The page could not be started: something in it went wrong. Reload it, or open the page without the filters of this link.
broken = Something in this page went wrong, and it stopped.
broken-what = What is shown still holds, but no longer changes. Reload the page; if it happens again, reset the filters:
broken-link = the page without them
# Above the picture that stays, where the link asks for another view.
stands = Shown below is the survey as a whole, not the view that the link asks for.

## Studio

studio-title = Needs by Field Studio
studio-tagline = From an export to a published page. Nothing leaves this tab.
studio-quiet = Studio is in this tab's memory now and asks the network for nothing more. To see for yourself, open your browser's developer tools, choose the network, and go on.
studio-steps = Steps
studio-step-file = File
studio-step-give-away = Gives away
studio-step-columns = Columns
studio-step-answers = Answers
studio-step-about = About
studio-step-text = Codebook
studio-step-preview = Preview
studio-step-publish = Publish
studio-undo = Undo
studio-redo = Redo
studio-language = Language
studio-forget = Forget everything
studio-forget-sure = Forget the file and the codebook?
studio-forget-yes = Yes, forget
studio-forget-no = Keep
studio-next = Next: { $step }

# The file
studio-file-heading = Your survey's answers
studio-file-what = Choose the file that your survey tool exported: CSV, TSV, XLSX or ODS. It is read here, in your browser, and sent nowhere.
studio-file-choose = Choose a file
studio-file-drop = or drop it here
studio-file-example = Try an example, with made-up answers
studio-file-paste = Paste a table instead
studio-file-paste-label = Rows, copied from a spreadsheet
studio-file-paste-read = Read these rows
studio-file-read-as = How it was read
studio-file-tool = Looks like an export of
studio-file-rows = { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
}
studio-file-columns = { $n ->
    [one] { $n } column
   *[other] { $n } columns
}
studio-file-header-rows = Header rows
studio-file-delimiter = Between cells
studio-file-encoding = Encoding
studio-file-sheet = Sheet
studio-file-guessed = as guessed
studio-file-tab = tab
studio-file-again = Read again
studio-file-first = The first rows
studio-file-hidden = left out: points at a person
studio-file-close = Close this file
studio-files-heading = More files
studio-files-add = Add another file of this survey
studio-files-remove = Take it out
studio-previous-heading = Late answers: this edition is published already
studio-previous-what = Choose the results.json that is published. Its groups are kept, so that the two editions together tell no more than one. Where it has several tables, its answers are needed, too.
studio-previous-results = Choose the published results.json
studio-previous-answers = Choose the answers that it was made of
studio-previous-none = Without the edition before
studio-next-year-open = Go on from last year's codebook
studio-next-year-waits = Last year's codebook is here. Now choose the new export.
studio-next-year-missing = Columns that this file does not have
studio-next-year-settle = The codebook names them. Say of each what it is called now, or that it was not asked again.
studio-next-year-now = What { $column } is called now
studio-next-year-choose = choose a new column
studio-next-year-is = It is this one
studio-next-year-gone = Not asked again
studio-next-year-new = New in this file; choose below what each is for:
studio-next-year-ignore = Ignore all of these
studio-next-year-by-position = The codebook names these columns by their place alone; see whether they are still the same: { $columns }
studio-saved = Your codebook of { $file } from before is here. Open the same file to go on with it.
studio-restored = This is your codebook from before. Undo brings back the fresh draft.

# What it would give away
studio-gives-heading = What this file would give away as it is
studio-gives-unique = { NUMBER($n) } of { NUMBER($total) } respondents are the only one with their combination of { $columns }.
studio-gives-pairs = Two of these columns are enough to single out { NUMBER($n) } of them.
studio-gives-none = No respondent is alone in the columns that describe people: { $columns }.
studio-gives-difference = Two filters would subtract one person: "{ $category }" counts { NUMBER($n) }, and one less without "{ $other }". The difference is that person's answers.
studio-gives-no-difference = No two filters on these columns differ by one person.
studio-gives-personal = Columns that point at a person
studio-gives-personal-none = No column was found that points at a person.
studio-gives-ignored = They are left out from here on, unless you decide otherwise.
studio-gives-uncounted = The draft does not yet tell who somebody is, so nothing was counted. Choose the field under Columns.
studio-gives-remedy = What you publish here holds no rows: respondents are counted in groups, and no group, and no difference of two, is smaller than the number you choose.

# Columns
studio-columns-heading = What each column is for
studio-columns-doubts = Needs you
studio-columns-doubt-seen = I looked
studio-columns-doubts-what = { $n ->
    [one] One thing was doubtful. It stands beside its column, which comes first.
   *[other] { $n } things were doubtful. They stand beside their columns, which come first.
}
studio-group-heading = Columns together
studio-group-what = Tick columns to make one question of them.
studio-group-pick = Together with others: { $column }
studio-group-picked = { $n ->
    [one] { $n } column
   *[other] { $n } columns
}
studio-group-choices = One question, an answer each
studio-group-items = One rating, an item each
studio-group-branches = The same question, asked in branches
studio-group-none = Tick none
studio-columns-filter = Show
studio-columns-all = all
studio-columns-used = used
studio-columns-ignored = ignored
studio-role = Use of { $column }
studio-role-ignored = Ignored: never leaves the file
studio-role-field = Field: the rows of the charts
studio-role-dimension = Describes people: a filter
studio-role-single = Question: one answer
studio-role-multiple = Question: several answers
studio-role-rating = Question: rating
studio-role-ranking = Question: ranking
studio-role-number = Question: number
studio-role-nps = Question: 0 to 10, would recommend
studio-role-coded = Question: open answers, coded
studio-role-fixed = Consent or rule (see Codebook)
studio-role-undeclared = Not decided yet
studio-column-personal = points at a person
studio-column-filled = { NUMBER($filled) } filled, { NUMBER($kinds) } different

# Answers
studio-answers-heading = The answers
studio-answers-of = Answers of
studio-answers-label = Label
studio-answers-collects = collects
studio-answers-up = Move up
studio-answers-down = Move down
studio-answers-into = Join into
studio-answers-choose = choose…
studio-answers-missing = Is no answer
studio-answers-alike = These may mean the same
studio-answers-join = Join into "{ $label }"
studio-answers-none = The answers are made of the file's columns; the codebook's text names them.
studio-answers-exact = Never make it less exact (others pay for it)
studio-answers-ordered = The categories have an order
studio-answers-sensitive = Sensitive: guard it more
studio-answers-lead = The page opens with this question
studio-answers-text = As it was asked
studio-answers-short = Short name
studio-answers-id = Name in links
studio-asked-heading = Who was asked
studio-asked-of = Asked of
studio-asked-everybody = everybody
studio-asked-who = Only these were asked
studio-themes-heading = Themes: groups of answers
studio-themes-labels = Themes, one a line
studio-unlisted = Answers that are not in the list
studio-unlisted-refuse = Publish nothing until each has a place
studio-unlisted-none = They are no answer
studio-unlisted-collect = One more collects them
studio-unlisted-label = What it is called
studio-unlisted-name = Something else
studio-bands-heading = Numbers: bands
studio-bands-bounds = Where each band but the lowest begins, one number a line
studio-bands-problem = "{ $line }" is no number, or not larger than the one before it.
studio-bias-heading = How the sample leans
studio-bias-note = In your words
studio-bias-source = Source
studio-bias-over = over-represented
studio-bias-under = under-represented
studio-bias-as-is = as it should be
studio-bias-target = True share, %

# About
studio-about-heading = About the survey
studio-about-what = Readers see this beside the numbers. What is missing from a sample is part of what it says.
studio-about-title = Title
studio-about-description = In a sentence
studio-about-population = Who was meant to answer?
studio-about-from = Collected from
studio-about-to = to
studio-about-licence = Licence of the data
studio-about-homepage = Address of the survey
studio-about-summary = What did you find?
studio-about-methods = How did you ask? One paragraph a line
studio-about-limitations = Whom did you reach, how, and who is missing?
studio-about-touch = How can readers get in touch?
studio-about-k = Smallest group (k)

# The codebook's text
studio-text-heading = The codebook's text
studio-text-what = The same as the forms, as TOML. Comments stay. What you change here changes there.
studio-text-check = To check

# The meter
studio-meter = Privacy
studio-meter-all = All of it
studio-meter-less = Less
studio-meter-k = No group smaller than { NUMBER($k) }
studio-meter-published = { NUMBER($published) } of { NUMBER($received) } published
studio-meter-joint = All filters together
studio-meter-by-dimension = The field with one filter at a time
studio-meter-classes = { NUMBER($n) } groups, the smallest of { NUMBER($smallest) }
studio-meter-exact = Stay exact
studio-meter-pending = counting…
studio-meter-cancel = Stop
studio-meter-stopped = Stopped. It goes on with your next change.
studio-meter-none = Open a file first.
studio-meter-problem = Nothing can be published yet
studio-meter-warnings = Warnings
studio-at-reading = Reading
studio-at-counting = Counting
studio-at-protecting = Making groups
studio-at-drawing = Drawing
studio-trap = The work in the background stopped at something it could not do, and was started again. Nothing of yours is lost.

# Preview and publish
studio-preview-heading = The page as it will be
studio-preview-frame = Preview of the page
studio-preview-edit = A click leads to where the word is edited
studio-preview-nowhere = This text is not one of the forms; look for it under Codebook.
studio-preview-wait = The preview is being drawn…
studio-publish-heading = Take it home
studio-publish-url = Where the site will be (pictures in social networks need it)
studio-publish-post = The post that it belongs to
studio-publish-font = A font for the cards, if yours have letters that DejaVu Sans lacks
studio-publish-make = Make the site
studio-publish-again = Make it again
studio-publish-changed = The codebook has changed since; make it again.
studio-publish-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
studio-publish-verified = What verify says
studio-publish-save = Save { $name }
studio-publish-where = And then
studio-publish-github = GitHub Pages: unpack site.zip into a folder of your repository, push it, and choose that folder under Settings, Pages.
studio-publish-netlify = Netlify: unpack site.zip and drop the folder on app.netlify.com/drop.
studio-publish-jekyll = A Jekyll blog: unpack site.zip into a folder such as survey/ beside _posts, and build as always.
studio-publish-server = Your own server: unpack site.zip where your files are. Nothing has to run there.
studio-publish-embed = To embed it in a post, put this where the chart should stand, with your address:

## Several editions (the command's report)

editions-title = What changed, by { $axis }
# Below a question: what lies between an edition and the one before.
editions-break = { $edition }: { $note }
editions-not-asked = { $edition } did not ask this question.
editions-no-filter = { $edition } does not tell of these people alone, and is left out.
# A share, and the edition it is of.
editions-at = { $share } in { $edition }
# $from and $to are editions-at.
editions-change = { $option }: from { $from } to { $to }, { $points } (chance interval { $low } to { $high }).
editions-within-chance = From one edition to the next, { NUMBER($within) } of { $all ->
    [one] { $all } comparison is
   *[other] { $all } comparisons are
} within chance.
# From the first edition to the last.
editions-within-chance-of-span = From the first to the last, { NUMBER($within) } of { $all ->
    [one] { $all } comparison is
   *[other] { $all } comparisons are
} within chance.
# $people and $answers are signed points; after each its chance interval.
editions-split = By { $dimension }: { $people } because other people answered ({ $range }), { $answers } because people answered otherwise ({ $interval }).
editions-split-between = By { $dimension }, which is not exact for everybody: { $people } because other people answered, { $answers } because people answered otherwise.
# Why a change is not split: one of the messages that follow.
editions-not-split = It is not split by { $dimension }: { $why }.
editions-lacks-dimension = one of the editions does not have it
editions-other-categories = the editions have other categories
editions-several-categories = one person may be in several categories
editions-no-table = one of the files does not have it together with this question
editions-blurred = in one of the editions only { $share } of the answers are exact
# $points is signed; a list of these is $people in editions-split-along-all.
editions-part = { $points } for { $dimension }
editions-split-along-all = All together: { $people } because other people answered, { $answers } because people answered otherwise.
# Editions had other options; single choice. Changes follow.
editions-common = Among those who chose an option that both editions had. This is a what-if: as if the other options had not been there, and whoever chose them had not answered.
# Below a question, of a selection.
editions-undetermined = { $edition }: { $n ->
    [one] { $n } more person
   *[other] { $n } more people
} who answered may be of these or not; the table does not count them.
editions-about = A chance interval is Newcombe’s, of one comparison alone. A change counts as beyond chance if it still is when all comparisons of its question are made at once (Holm). Editions are taken for different people, and who chooses to answer is in no interval.
