namespace LogitLens.Options;

/// <summary>An option's value that names files or folders among other things; a run never writes over these.</summary>
public interface IInputPaths
{
    /// <summary>The files and folders.</summary>
    public IEnumerable<string> Paths { get; }
}
