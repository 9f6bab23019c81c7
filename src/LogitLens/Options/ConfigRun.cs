using System.Text.Json;

namespace LogitLens.Options;

/// <summary>One run that a config file asks for.</summary>
/// <param name="Axes">The place of this run on each axis of the matrix: the axis's name and its value as text.</param>
/// <param name="Values">Options' values by name.</param>
public sealed record ConfigRun(IReadOnlyList<(string Axis, string Value)> Axes, IReadOnlyDictionary<string, JsonElement> Values)
{
    /// <summary>The run's place as a folder name: <c>model=gpt2_shots=1</c>.</summary>
    public string FolderName => string.Join('_', Axes.Select(a => Clean(a.Axis + "=" + a.Value)));

    private static string Clean(string text) =>
        string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c is '=' or '.' or '-' or '_' or '+' ? c : '-')).Trim('-');
}
