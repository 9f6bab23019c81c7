namespace LogitLens.Runs;

/// <summary>A figure that can be written into a run folder.</summary>
public interface IFigure
{
    /// <summary>The file's name without extension, in kebab-case.</summary>
    public string Name { get; }

    /// <summary>Writes the figure as SVG.</summary>
    public void WriteSvg(TextWriter writer);
}
