package integration

import (
	"os"
	osexec "os/exec"
	"syscall"
	"testing"
)

// nobody is who runs a server that refuses to run as root.
const nobody = 65534

// asNobody is a command that does not run as root.
func asNobody(program string, args ...string) *osexec.Cmd {
	cmd := osexec.Command(program, args...)
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	return cmd
}

// ownFolder is a folder for an unprivileged command. (That of t.TempDir is in one that only root may enter.)
func ownFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "sqbulk-")
	if err == nil && os.Getuid() == 0 {
		err = os.Chown(dir, nobody, nobody)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
