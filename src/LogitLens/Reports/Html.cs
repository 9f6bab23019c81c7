using System.Net;

namespace LogitLens.Reports;

/// <summary>Writes HTML. Whatever comes from a run goes through <see cref="Text"/>, so that markup in a dataset's row stays text.</summary>
internal static class Html
{
    /// <summary>Text as it stands in an element or a quoted attribute.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>An element with text in it.</summary>
    public static string Element(string name, string? text, string attributes = "") =>
        $"<{name}{(attributes.Length > 0 ? " " + attributes : "")}>{Text(text)}</{name}>";

    /// <summary>Text that may be too long for its place, cut with an ellipsis.</summary>
    public static string Shortened(string? text, int longest) => text is null ? "" : text.Length <= longest ? text : text[..longest].TrimEnd() + "…";

    /// <summary>A part that is folded until it is asked for.</summary>
    public static string Folded(string title, string content) => $"<details><summary>{Text(title)}</summary>{content}</details>";
}
