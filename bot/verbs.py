"""What is done to a thing, in groups of verbs: for patterns. Who asks with one may mean another of its group.

What is founded, built, opened, or held as an office means the same by each verb; the others only are of one kind.
"""

FOUNDED = "成立|设立|组建|创立|创建|创办|建立"
BUILT = "建成|建好|落成|竣工|完工|投用|投入使用"
OPENED = "启用|开通|上线|开业|开园|开馆|通车|投产|投运"
ESTABLISHED = "[Ff]ound(?:ed|ation)|[Ss]et up|[Ee]stablish|[Cc]reated|[Ll]aunch|[Oo]pened|[Bb]uilt"  # a base in English
COMPLETED = "[Bb]uilt|[Cc]omplet|[Oo]pened|into service"
BEGUN = "启动|揭牌|挂牌|授牌"
ISSUED = "出台|发布|印发|公布|颁布|提出|推出|批准|获批|制[定订]|确定"
SIGNED = "签[署订约]?"
HELD = "举办|举行|召开|开始|主办|承办"
LED = "牵头|负责|主管|主办|承办|主持|领导|管"  # who does that answers for it
MADE = "完成|研[发制]|承担|发起|组织|出资"
HOLDS_OFFICE = "担任|出任|兼任|就任|当选为?|任(?![命务期职意何])"
