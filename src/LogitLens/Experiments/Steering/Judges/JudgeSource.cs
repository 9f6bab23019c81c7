using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>Kinds of judges.</summary>
public enum JudgeKind
{
    /// <summary>Counts words of a list.</summary>
    Words,

    /// <summary>The model's own answer to the classification prompt.</summary>
    Prompt,

    /// <summary>Another model's answer.</summary>
    Model,

    /// <summary>A probe that was trained elsewhere.</summary>
    Probe,
}

/// <summary>Who judges continuations, as typed.</summary>
/// <param name="Kind">What kind of judge.</param>
/// <param name="Argument">A file, a model, or a probe's file and site; null for none.</param>
[JsonConverter(typeof(OptionValueJsonConverter<JudgeSource>))]
public readonly record struct JudgeSource(JudgeKind Kind, string? Argument) : IOptionValue<JudgeSource>, IInputPaths
{
    /// <inheritdoc/>
    public static OptionForm Form { get; } = new(
        "words[:FILE]|prompt|model:MODEL|probe:FILE.safetensors:SITE", "words, words:FILE, prompt, model:MODEL or probe:FILE.safetensors:SITE",
        "^(words(:.+)?|prompt|model:.+|probe:.+\\.safetensors:.+)$");

    /// <inheritdoc/>
    public IEnumerable<string> Paths => Kind == JudgeKind.Probe
        ? [ProbeFile.File, Path.Combine(Path.GetDirectoryName(ProbeFile.File) ?? "", Probes.ProbeFile.CardName)]
        : Argument is null ? [] : [Argument];

    /// <summary>A probe's file and site.</summary>
    internal (string File, string Site) ProbeFile
    {
        get
        {
            int end = Argument!.IndexOf(Extension, StringComparison.OrdinalIgnoreCase) + Extension.Length;
            return (Argument[..(end - 1)], Argument[end..]);
        }
    }

    private const string Extension = ".safetensors:";

    /// <inheritdoc/>
    public static bool TryParse(string text, out JudgeSource value)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon];
        string? argument = colon < 0 ? null : text[(colon + 1)..];
        (bool known, JudgeKind kind) = name switch
        {
            "words" => (argument != "", JudgeKind.Words),
            "prompt" => (argument is null, JudgeKind.Prompt),
            "model" => (!string.IsNullOrEmpty(argument), JudgeKind.Model),
            "probe" => (argument is not null && argument.IndexOf(Extension, StringComparison.OrdinalIgnoreCase) is int place and > 0
                && place + Extension.Length < argument.Length, JudgeKind.Probe),
            _ => (false, default),
        };
        value = new JudgeSource(kind, argument);
        return known;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Argument is null ? EnumWords.Of(Kind) : $"{EnumWords.Of(Kind)}:{Argument}";
}
