using System.Text.Json.Nodes;

namespace LogitLens.Options;

/// <summary>How values of one option are read from text and JSON, written back, and described.</summary>
public abstract class OptionType
{
    /// <summary>What stands for a value in the help.</summary>
    public virtual string Placeholder { get; init; } = "";

    /// <summary>What a right value is: "a whole number from 1 to 8".</summary>
    public virtual string Expected { get; init; } = "";

    /// <summary>Whether the option is a switch, which needs no value on the command line.</summary>
    public virtual bool IsSwitch => false;

    /// <summary>Whether the option takes several values.</summary>
    public virtual bool IsList => false;

    /// <summary>The words allowed, where there is a list of them.</summary>
    public virtual IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What is wrong with a value that cannot be read, as the rest of a sentence that begins with it.</summary>
    public virtual string Refusal(string text) => "is not " + Expected;

    /// <summary>Reads a value as typed on the command line.</summary>
    public abstract bool TryParse(string text, out object? value);

    /// <summary>Reads a list of which each text is one element, whatever is in it; for arguments given by their place.</summary>
    public virtual bool TryParseEach(IReadOnlyList<string> texts, out object? value) => TryParse(texts[^1], out value);

    /// <summary>Reads a value from a config file or a manifest.</summary>
    public abstract bool TryRead(JsonElement json, out object? value);

    /// <summary>The value as JSON, such that <see cref="TryRead"/> gives it back.</summary>
    public abstract JsonNode? ToJson(object value);

    /// <summary>The value as a user would type it.</summary>
    public abstract string Format(object value);

    /// <summary>The JSON schema of a value.</summary>
    public abstract JsonObject Schema();
}
