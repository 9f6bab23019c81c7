using System.Runtime.InteropServices;

namespace LogitLens.Cli;

/// <summary>
/// Turns Ctrl-C and termination into a cancellation, so that a run can close its folder properly. A second Ctrl-C ends the process
/// at once; the folder survives that too.
/// </summary>
internal sealed class InterruptSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public InterruptSignal()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What the shell is told of a run that the signal stopped: 128 and the signal's number.</summary>
    public ExitCode ExitCode { get; private set; } = ExitCode.Interrupted;

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        if (!_source.IsCancellationRequested)
        {
            context.Cancel = true;
            ExitCode = context.Signal switch
            {
                PosixSignal.SIGTERM => ExitCode.Terminated,
                PosixSignal.SIGHUP => ExitCode.HungUp,
                _ => ExitCode.Interrupted,
            };
            if (!Console.IsErrorRedirected)
            {
                Console.Error.WriteLine("stopping after the work at hand; Ctrl-C again stops at once");
            }

            _source.Cancel();
        }
    }
}
