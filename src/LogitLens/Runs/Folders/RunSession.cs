namespace LogitLens.Runs;

/// <summary>What a run may use of the process that it is in.</summary>
public sealed record RunSession
{
    /// <summary>Where to tell how it gets on.</summary>
    public IProgressSink Progress { get; init; } = SilentProgress.Instance;

    /// <summary>Cancelled when the user wants to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Turns an SVG file into a PNG file at the second path, if it can; null for no PNG.</summary>
    public Action<string, string>? SvgToPng { get; init; }

    /// <summary>Tells the time, for the manifest and the log alone.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
