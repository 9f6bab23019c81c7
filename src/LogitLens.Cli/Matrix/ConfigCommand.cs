namespace LogitLens.Cli;

/// <summary>
/// A command about the runs that a config file asks for, as the application sees it: <c>interp COMMAND FILE</c>, then options of the experiment that the file
/// names and, among them, options of its own. The application binds it to that experiment.
/// </summary>
internal interface IConfigCommand : ISubcommand
{
    /// <summary>The record type of its own options.</summary>
    public Type OwnOptionsType { get; }

    /// <summary>Does it.</summary>
    public ExitCode Run(CellMatrix matrix, ExperimentCommand command, object ownOptions, CommandContext context);
}

/// <inheritdoc cref="IConfigCommand"/>
/// <typeparam name="TSettings">The file and its own options, for help.</typeparam>
/// <typeparam name="TOwn">Its own options.</typeparam>
/// <param name="name">The word to type.</param>
/// <param name="group">The heading that it stands under in the overview.</param>
/// <param name="summary">What it does: one line without a full stop.</param>
internal abstract class ConfigCommand<TSettings, TOwn>(string name, CommandGroup group, string summary)
    : Subcommand<TSettings>(name, group, summary), IConfigCommand
    where TSettings : class, new()
{
    public Type OwnOptionsType => typeof(TOwn);

    ExitCode IConfigCommand.Run(CellMatrix matrix, ExperimentCommand command, object ownOptions, CommandContext context) =>
        Run(matrix, command, (TOwn)ownOptions, context);

    /// <inheritdoc cref="IConfigCommand.Run"/>
    protected abstract ExitCode Run(CellMatrix matrix, ExperimentCommand command, TOwn options, CommandContext context);

    protected sealed override ExitCode Run(TSettings options, CommandContext context) =>
        throw new NotSupportedException($"interp {Name} is bound to the experiment that its file names before it is run");
}
