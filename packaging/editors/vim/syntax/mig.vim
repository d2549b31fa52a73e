" Vim syntax file for migc. The words are those of grammar/keywords.hpp.
if exists("b:current_syntax")
  finish
endif
syntax case ignore
syntax keyword migBlock created depends describe downgrade label message parameter replaces revision
syntax keyword migBlock revises transaction upgrade
syntax keyword migKeyword abort action add after allow alter always analyze and as asc assert
syntax keyword migKeyword attach auto autoincrement before begin between by cascade check
syntax keyword migKeyword collate column columns comment commit concurrently conflict constraint
syntax keyword migKeyword create data declares default deferrable deferred delete desc detach
syntax keyword migKeyword drop each else end enum execute exists explain fail fill first for
syntax keyword migKeyword foreign generated identity if ignore immediate in include index
syntax keyword migKeyword initially insert instead irreversible is key last like match no not
syntax keyword migKeyword null nulls of off on or pragma primary references reindex release
syntax keyword migKeyword rename reorder replace restrict rollback row rowid savepoint select
syntax keyword migKeyword sequence set signed stored strict table temp temporary to trigger type
syntax keyword migKeyword unique unsigned update using vacuum value values varying view virtual
syntax keyword migKeyword was when where with without zerofill zone
syntax keyword migSql any case current_date current_time current_timestamp distinct except
syntax keyword migSql excluded false from full glob group having inner intersect into join
syntax keyword migSql left limit natural new offset old order outer over partition returning
syntax keyword migSql right then true union window
syntax keyword migType bigint blob boolean char date datetime decimal double int integer
syntax keyword migType numeric real smallint text time timestamp uuid varchar
syntax match migNumber "\<\d\+\(\.\d*\)\?\>"
syntax match migParameter ":\h\w*"
syntax region migString start="'" skip="''" end="'" oneline
syntax region migName start=+"+ skip=+""+ end=+"+ oneline
syntax region migRaw start="\$\z(\h\w*\)\?\$" end="\$\z1\$"
syntax match migComment "--.*$" contains=@Spell
syntax region migComment start="/\*" end="\*/" contains=@Spell

highlight default link migBlock Structure
highlight default link migKeyword Statement
highlight default link migSql Statement
highlight default link migType Type
highlight default link migNumber Number
highlight default link migParameter Identifier
highlight default link migString String
highlight default link migName Identifier
highlight default link migRaw String
highlight default link migComment Comment

let b:current_syntax = "mig"
