using System.Runtime.InteropServices;

namespace LogitLens.Cli.CommandLine;

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
            _source.Cancel();
        }
    }
}
