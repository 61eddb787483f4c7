package sysmon

import (
	"context"
	"os"
)

const socketsStartProcess = false

func thisSockets(context.Context) ([]socket, error) { return linuxSockets(os.DirFS("/")) }
