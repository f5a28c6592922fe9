package transfer

default allow := false

allow if {
	input.amount <= 1000
	input.verified
}

allow if input.channel == "branch"
