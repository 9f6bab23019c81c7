namespace LogitLens.Runs;

/// <summary>How a run stands, as its manifest says.</summary>
public enum RunState
{
    /// <summary>At work, or killed: nobody holds the folder's lock then.</summary>
    Running,

    /// <summary>Finished; every file is there.</summary>
    Done,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Stopped by the user; <c>--resume</c> goes on.</summary>
    Interrupted,
}
